// expect BD0603
#include <start.hpp>
void f() { const sip::Mutex<sip::Gc<int>> mutex{sip::Gc<int>{}}; }
