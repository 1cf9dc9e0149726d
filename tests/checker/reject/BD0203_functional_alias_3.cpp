// expect BD0203
using R = int&;
void f(const int& x) { R(x) = 1; }
