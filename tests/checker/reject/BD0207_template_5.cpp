// expect BD0207
template <class A, class B> union Either {
  A a;
  B b;
};
