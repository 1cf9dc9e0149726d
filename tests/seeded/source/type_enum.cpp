// seeded: type; BD0205
// The SIP an enumerator that does not exist, where a switch knows all.
#include <manifest.hpp>

enum class Door { kOpen, kShut };

int steps(Door door) {
  switch (door) {
    case Door::kOpen:
      return 1;
    case Door::kShut:
      return 2;
  }
}
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  const auto door = static_cast<Door>(manifest::parameters::amount);
  sip::log("steps {}", steps(door));
  return 0;
}
