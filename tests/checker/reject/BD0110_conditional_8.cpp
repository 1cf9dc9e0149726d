// expect BD0110
bool f(bool b) { return b ? "abc" : "abd"; }
