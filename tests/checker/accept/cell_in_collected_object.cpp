// an owner in a collected object: put, taken, replaced, looked at, changed
#include <sip/core.hpp>
struct Page {
  int number = 0;
  sip::Cell<sip::Ex<int>> content;
};
int use(sip::Gc<Page> page) {
  (*page).content.put(sip::Ex<int>{});
  sip::Ex<int> before = (*page).content.replace(sip::Ex<int>{});
  std::move(before).release();
  (*page).content.change([](sip::Ex<int> block) {
    block.set(block.get() + 1);
    return block;
  });
  const int seen = (*page).content.with([](const sip::Ex<int>& block) { return block.get(); });
  if ((*page).content.empty()) return seen;
  sip::Ex<int> taken = (*page).content.take();
  const int last = taken.get();
  std::move(taken).release();
  return seen + last;
}
