// expect BD0403
const int& f(int x) { return x; }
