// expect BD0606
#include <sip/core.hpp>
struct Node {
  sip::Gc<int> next;
};
void f() { auto box = sip::Ex<Node>(); std::move(box).release(); }
