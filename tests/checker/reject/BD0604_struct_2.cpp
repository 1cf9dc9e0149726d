// expect BD0604
#include <sip/core.hpp>
struct Node {
  int value = 0;
  sip::Gc<int> next;
};
static constexpr Node kFirst{};
