// a priority queue
#include <sip/core.hpp>
template <class T, class Less> class Heap {
 public:
  explicit Heap(Less less) : less_(less) {}
  void push(T value) {
    all_.push_back(std::move(value));
    for (auto i = all_.size() - 1; i > 0 && less_(all_[i], all_[(i - 1) / 2]); i = (i - 1) / 2)
      std::swap(all_[i], all_[(i - 1) / 2]);
  }
  T pop() {
    T top = std::move(all_.front());
    all_.front() = std::move(all_.back());
    all_.pop_back();
    sink(0);
    return top;
  }

 private:
  void sink(unsigned long i) {
    while (true) {
      auto least = i;
      for (auto child = 2 * i + 1; child <= 2 * i + 2 && child < all_.size(); ++child) {
        if (less_(all_[child], all_[least])) least = child;
      }
      if (least == i) return;
      std::swap(all_[i], all_[least]);
      i = least;
    }
  }
  sip::Vector<T> all_;
  Less less_;
};
int f() {
  const auto less = [](int a, int b) { return a < b; };
  Heap<int, decltype(less)> heap(less);
  heap.push(3);
  heap.push(1);
  return heap.pop();
}
