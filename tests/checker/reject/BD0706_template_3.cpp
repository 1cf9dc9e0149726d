// expect BD0706
template <class T> T first(T n, ...) { return n; }
