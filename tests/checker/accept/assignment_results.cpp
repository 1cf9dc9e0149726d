// what assignments return is what they assigned to
#include <sip/core.hpp>
struct Text {
  sip::String value;
  Text& operator=(const Text& other) {
    value = other.value;
    return *this;
  }
  Text& operator+=(const Text& other) {
    value.append(other.value);
    return *this;
  }
  Text() = default;
};
Text make() { return {}; }
Text& fill(Text& into, const Text& from) { return into = from; }
Text& both(Text& into) { return into += make(); }
Text& again(Text& into) { return fill(into, make()); }
