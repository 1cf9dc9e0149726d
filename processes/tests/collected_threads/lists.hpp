// Four threads make and drop collected objects all the time, and each keeps some that only its own
// stack leads to. What is lost is counted. Neighbours: collected_threads, where nothing may be, and
// collected_blind, where something must.
#pragma once
#include <manifest.hpp>

namespace lists {

struct Link {
  std::uint64_t first_word = 0;  // where the collector links what it frees: never used, so that the
                                 // control loses lists instead of damaging the collector
  std::uint64_t owner = 0, number = 0;
  sip::Gc<Link> next;
};

inline constexpr std::uint64_t kThreads = 4, kRounds = 300, kLinks = 100;

// A list that nothing but this call's variables leads to, with garbage between its links.
inline sip::Gc<Link> make_list(std::uint64_t owner) {
  sip::Gc<Link> first;
  for (std::uint64_t i = 0; i < kLinks; ++i) {
    auto link = sip::make_gc<Link>();
    (*link).owner = owner;
    (*link).number = i;
    (*link).next = first;
    first = link;
    const sip::Vector<std::uint64_t> garbage(64);
  }
  return first;
}

inline bool is_whole(const sip::Gc<Link>& first, std::uint64_t owner) {
  std::uint64_t left = kLinks;
  for (sip::Gc<Link> at = first; at; at = (*at).next) {
    --left;
    if ((*at).owner != owner || (*at).number != left) return false;
  }
  return left == 0;
}

inline void churn(std::uint64_t owner, const sip::Atomic<std::uint64_t>& lost) {
  for (std::uint64_t round = 0; round < kRounds; ++round) {
    const std::uint64_t mark = owner * kRounds + round;
    const sip::Gc<Link> list = make_list(mark);
    sip::this_thread::yield();
    if (!is_whole(list, mark)) lost.fetch_add(1);
  }
}

// How many lists were lost.
inline std::uint64_t churn_in_threads() {
  const sip::Atomic<std::uint64_t> lost;
  auto one = sip::Thread::spawn([lost] { churn(1, lost); });
  auto two = sip::Thread::spawn([lost] { churn(2, lost); });
  auto three = sip::Thread::spawn([lost] { churn(3, lost); });
  churn(0, lost);
  std::move(one).join();
  std::move(two).join();
  std::move(three).join();
  return lost.load();
}

}  // namespace lists
