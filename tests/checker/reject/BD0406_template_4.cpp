// expect BD0406
#include <sip/core.hpp>
template <class T> void put(T& place, T value) { place = value; }
void f(sip::StringView text) {
  sip::StringView kept;
  put(kept, text);
}
