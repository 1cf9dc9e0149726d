// a job with all its data by value
#include <sip/core.hpp>
struct Job {
  int from = 0, to = 0;
  sip::Array<int, 8> weights;
  long run() const {
    long sum = 0;
    for (int i = from; i < to; ++i) sum += weights[static_cast<unsigned long>(i) % 8];
    return sum;
  }
};
void split(const Job& job, const sip::Mutex<long>& result) {
  const int middle = job.from + (job.to - job.from) / 2;
  auto left = job, right = job;
  left.to = right.from = middle;
  sip::send_to_thread([left, result] {
    const long sum = left.run();
    result.lock([sum](long& all) { all += sum; });
  });
  sip::send_to_thread([right, result] { result.lock([&](long& all) { all += right.run(); }); });
}
