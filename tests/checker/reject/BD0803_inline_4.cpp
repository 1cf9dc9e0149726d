// expect BD0803
inline namespace sip {
void f();
}
