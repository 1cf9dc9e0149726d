// expect BD0205
enum class Colour { red, blue };
template <class E> E make(int n) { return static_cast<E>(n); }
Colour f() { return make<Colour>(3); }
