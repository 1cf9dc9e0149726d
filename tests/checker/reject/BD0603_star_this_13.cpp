// expect BD0603
#include <sip/core.hpp>
struct Worker {
  sip::String name;
  void start() {
    sip::send_to_thread([*this] { (void)name.size(); });
  }
};
