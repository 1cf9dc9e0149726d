// expect BD0203
using R = int&;
void f(const int& x) { (void)(R(x) = 1); }
