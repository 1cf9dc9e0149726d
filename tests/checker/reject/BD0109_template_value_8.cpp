// expect BD0109
template <auto V> struct Constant {};
Constant<nullptr> f();
