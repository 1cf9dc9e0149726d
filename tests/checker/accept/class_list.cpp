// a linked list in collected memory
#include <sip/core.hpp>
template <class T> class List {
  struct Node {
    T value{};
    sip::Gc<Node> next;
  };

 public:
  void push_front(T value) {
    head_ = sip::make_gc(Node{std::move(value), head_});
    ++size_;
  }
  template <class F> void each(const F& f) const {
    auto node = head_;
    for (unsigned long i = 0; i < size_; ++i) {
      f(node->value);
      node = node->next;
    }
  }
  T& first() { return head_->value; }

 private:
  sip::Gc<Node> head_;
  unsigned long size_ = 0;
};
int sum(const List<int>& list) {
  int all = 0;
  list.each([&](int value) { all += value; });
  return all;
}
