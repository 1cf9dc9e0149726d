// BD06xx: what threads and SIPs share.
#include "catalogue/families.hpp"

namespace bulkhead::checker {

std::span<const RuleInfo> shared_state_rules() {
  static constexpr RuleInfo kRules[] = {
      {Rule::kMutableStatic, "mutable-static", "A static variable that can change.",
       "Every thread of the SIP would share it without a lock.",
       "make it constinit const or constexpr, or pass state explicitly", "static int count;",
       "static constexpr int kCount = 3;"},
      {Rule::kThreadLocal, "thread-local", "thread_local.",
       "Thread-local storage is not part of a SIP.", "use a local variable or a sip::Mutex",
       "thread_local int x;", "int x = 0;"},
      {Rule::kNotSendable, "not-sendable",
       "A reference, a captured `this` or private collected memory given to another thread.",
       "Two threads would change one object without a lock, and one may outlive it.",
       "capture by value, move owners into the closure, share through sip::Mutex or sip::Atomic",
       "sip::Thread::spawn([&] { ++count; });",
       "sip::Thread::spawn([count] { count.fetch_add(1); });"},
      {Rule::kMutableConstant, "mutable-constant",
       "A constant that leads to something that can change.",
       "A constant is shared by all threads, and so would be what it leads to.",
       "make the constant of plain values only", "constexpr sip::Gc<Node> kRoot;",
       "constexpr int kRoot = 0;"},
      {Rule::kCollectedDestructor, "collected-destructor",
       "A class with a destructor of its own in collected memory.",
       "The collector would run it at any time, on any thread, after what it refers to is gone.",
       "take the destructor away; close what needs closing by hand, or keep it outside",
       "struct N { ~N(); }; sip::Gc<N> n;", "struct N {}; sip::Gc<N> n;"},
      {Rule::kNotExchangeable, "not-exchangeable",
       "Private memory, a view or something that can change inside an exchange type.",
       "Another SIP, or another thread, would look into this one's memory.",
       "copy plain values into it", "sip::Ex<sip::Gc<Node>>", "sip::Ex<int>"},
  };
  return kRules;
}

}  // namespace bulkhead::checker
