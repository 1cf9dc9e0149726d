// expect BD0202
void f(const int& x) { const_cast<int&>(x) = 1; }
