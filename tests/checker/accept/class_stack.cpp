// a stack with accessors that give references
#include <sip/core.hpp>
template <class T> class Stack {
 public:
  void push(T value) { all_.push_back(std::move(value)); }
  T pop() {
    T last = std::move(all_.back());
    all_.pop_back();
    return last;
  }
  T& top() { return all_.back(); }
  bool empty() const { return all_.empty(); }

 private:
  sip::Vector<T> all_;
};
int f() {
  Stack<int> stack;
  stack.push(1);
  stack.top() += 2;
  auto& top = stack.top();
  top *= 2;
  return stack.pop();
}
