// expect BD0603
#include <sip/core.hpp>
struct Job {
  sip::Vector<int> all;
};
void f(Job job) {
  sip::send_to_thread([job = std::move(job)] { (void)job.all.size(); });
}
