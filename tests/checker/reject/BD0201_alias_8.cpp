// expect BD0201
template <class T> using Ref = T&;
unsigned f(float x) { return reinterpret_cast<Ref<unsigned>>(x); }
