// expect BD0107
template <class T> void f(int n) { (void)sizeof(new T[3]); }
