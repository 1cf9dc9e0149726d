// expect BD0403
const int& f() { return 5; }
