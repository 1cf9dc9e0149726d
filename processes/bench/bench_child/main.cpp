// A process that does nothing: what remains is what it costs to have one.
#include <manifest.hpp>

int sip_main(manifest::Start) {
  return 0;
}
