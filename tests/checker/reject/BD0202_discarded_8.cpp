// expect BD0202
template <class T> void f(const T& x) {
  if constexpr (sizeof(T) == 0) const_cast<T&>(x) = T{};
}
