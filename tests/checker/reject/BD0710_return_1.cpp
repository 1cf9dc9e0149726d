// expect BD0710
template <class T> T f() { co_return 1; }
