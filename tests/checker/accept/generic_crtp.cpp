// a base that knows what derives from it, by deducing this
#include <sip/core.hpp>
struct Printable {
  template <class Self> void print(this const Self& self) { sip::log(self.name()); }
  template <class Self> Self copy(this const Self& self) { return self; }
};
struct Cat : Printable {
  sip::StringView name() const { return "cat"; }
};
struct Dog : Printable {
  sip::String called;
  sip::StringView name() const { return called; }
};
void f(const Dog& dog) {
  Cat{}.print();
  dog.copy().print();
}
