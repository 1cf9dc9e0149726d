// what the collector keeps alive may be looked at from anywhere
#include <sip/core.hpp>
struct Node {
  int value = 0;
  sip::Gc<Node> next;
};
struct List {
  sip::Gc<Node> head;
  sip::Gc<Node> first() const { return head; }
};
int f(const List& list) {
  auto& node = *list.first();
  node.value += 1;
  auto& value = list.first()->value;
  return value + node.next->value;
}
int& last(sip::Gc<Node> from) { return from->value; }
