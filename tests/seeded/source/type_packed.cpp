// seeded: type; BD0703
// The SIP a struct whose fields are not aligned.
#include <manifest.hpp>

struct [[gnu::packed]] Tight {
  char a = 1;
  std::uint64_t b = 2;
};
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  Tight tight;
  sip::log("b {}", static_cast<int>(tight.b));
  return 0;
}
