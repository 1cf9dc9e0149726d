// expect BD0710
#define LATER co_return
template <class T> T f(T t) { LATER t; }
