// expect BD0706
template <class... T> void f(T......);
