// expect BD0603
#include <start.hpp>
int f() {
  const sip::Mutex<sip::Gc<int>> mutex{sip::Gc<int>{}};
  return mutex.get().value;
}
