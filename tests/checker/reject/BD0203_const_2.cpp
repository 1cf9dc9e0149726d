// expect BD0203
void f(const int& x) { (int&)x = 1; }
