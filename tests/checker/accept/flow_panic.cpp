// paths that end in a panic need no value
#include <sip/core.hpp>
enum class Kind { kA, kB };
int value_of(Kind kind, int code) {
  switch (kind) {
    case Kind::kA: return 1;
    case Kind::kB:
      if (code > 0) return 2;
      break;
  }
  sip::panic("no such value");
}
int checked(int index, int size) {
  if (index < 0 || index >= size) sip::panic("index");
  return index;
}
