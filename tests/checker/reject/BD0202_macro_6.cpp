// expect BD0202
#define WRITE(x) const_cast<int&>(x)
void f(const int& x) { WRITE(x) = 1; }
