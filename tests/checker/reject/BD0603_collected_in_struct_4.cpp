// expect BD0603
#include <start.hpp>
struct Job {
  int id = 0;
  sip::Gc<int> shared;
};
void f() {
  Job job;
  sip::send_to_thread([job] { (void)job.id; });
}
