// expect BD0205
enum class A { x = 9 };
enum class B { y };
B f(A a) { return static_cast<B>(a); }
