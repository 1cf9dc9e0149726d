// expect BD0603
#include <start.hpp>
struct Server {
  int count = 0;
  void start() {
    sip::send_to_thread([this] { ++count; });
  }
};
