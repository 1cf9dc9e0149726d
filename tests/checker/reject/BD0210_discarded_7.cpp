// expect BD0210
template <class D, class B> void f(B& b) {
  if constexpr (sizeof(B) == 0) (void)dynamic_cast<D&>(b);
}
