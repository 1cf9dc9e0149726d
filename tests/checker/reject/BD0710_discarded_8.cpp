// expect BD0710
template <class T> T f(T t) {
  if constexpr (sizeof(T) == 0) co_await t;
  else co_return;
}
