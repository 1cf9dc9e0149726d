// expect BD0101
template <class T> using Ref = T&;
void f(Ref<int*> p);
