// expect BD0709 -fexceptions -fcxx-exceptions
template <class T> void f() try {
} catch (...) {
}
