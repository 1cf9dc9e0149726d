// No thread's collected objects may be lost to another thread's collection. Exit code 0: none was.
#include "lists.hpp"

int sip_main(manifest::Start) {
  const std::uint64_t lost = lists::churn_in_threads();
  sip::log("{} threads churned, {} of {} lists were lost", lists::kThreads, lost,
           lists::kThreads * lists::kRounds);
  return lost == 0 ? 0 : 1;
}
