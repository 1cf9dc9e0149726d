// what goes to another thread: numbers, owners that move, and what threads may share
#include <start.hpp>
struct Job {
  int id = 0;
  int size = 3;
};
void f(C1::Exp<C1::Start> service, const sip::Mutex<int>& total) {
  const int& by_value = 3;
  Job job;
  sip::send_to_thread([job, by_value, total] { (void)(job.id + by_value + total.get()); });
  sip::send_to_thread([end = std::move(service)]() mutable { std::move(end).close(); });
}
