// expect BD0107
template <class T> void f() { new T; }
