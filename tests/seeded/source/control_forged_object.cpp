// seeded: control; BD0201
// The SIP calls a virtual function of an object that it made of numbers.
#include <manifest.hpp>

struct Shape {
  virtual int sides() const { return 0; }
};
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  std::uint64_t words = 0x100000;
  auto& shape = reinterpret_cast<Shape&>(words);
  sip::log("sides {}", shape.sides());
  return 0;
}
