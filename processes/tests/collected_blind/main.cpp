// The control of collected_threads: a collector that does not look at the other threads' stacks
// must lose what only they lead to, and one that does not look at its own thread's data stack what
// only that leads to; if it does not, that test shows nothing. Exit code 0: it did.
#include <sip/testing.hpp>

#include "../collected_threads/lists.hpp"

namespace {

// A tree of calls, each of which keeps lists in variables that it gives others a reference to. How
// many were lost.
std::uint64_t churn_by_reference(sip::Gc<lists::Link>& given, std::uint64_t depth) {
  given = lists::make_list(depth);
  if (depth == 0) return 0;
  sip::Gc<lists::Link> own;
  std::uint64_t lost = churn_by_reference(own, depth - 1);
  if (!lists::is_whole(own, depth - 1)) ++lost;
  lost += churn_by_reference(own, depth - 1);
  return lists::is_whole(own, depth - 1) && lists::is_whole(given, depth) ? lost : lost + 1;
}

std::uint64_t churn_alone() {
  sip::Gc<lists::Link> list;
  return churn_by_reference(list, 8);
}

}  // namespace

int sip_main(manifest::Start) {
  sip::testing::ignore_other_stacks();
  const std::uint64_t of_others = lists::churn_in_threads();
  if (of_others > 0) sip::log("without their stacks, threads lost some lists");
  if (churn_alone() > 0) sip::log("wrong: alone, it lost some lists");
  sip::testing::ignore_data_stack();
  const std::uint64_t alone = churn_alone();
  if (alone > 0) sip::log("without its data stack, a thread lost some lists");
  return of_others > 0 && alone > 0 ? 0 : 1;
}
