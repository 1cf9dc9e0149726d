// expect BD0202
using Writable = int&;
void f(const int& x) { const_cast<Writable>(x) = 1; }
