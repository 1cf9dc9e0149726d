// expect BD0710
template <class T> T f(T t) { co_await t; }
