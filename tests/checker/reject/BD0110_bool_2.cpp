// expect BD0110
bool f() { return "abc"; }
