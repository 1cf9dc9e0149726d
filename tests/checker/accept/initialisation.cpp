// values given where they are needed, by every ordinary way
#include <sip/core.hpp>
enum class Mode { kOff, kOn };
struct Point {
  int x = 0, y = 0;
};
struct Plain {
  int a;
  int b;
};
class Account {
 public:
  explicit Account(int start) : balance_(start), limit_(balance_ * 2) {}
  Account(int start, int limit) {
    balance_ = start;
    if (limit > 0) {
      limit_ = limit;
    } else {
      limit_ = 0;
    }
    log_change();
  }
  int rest() const { return limit_ - balance_; }

 private:
  void log_change() const {}
  int balance_;
  int limit_;
};
struct Shape {
  int width = 1;
  int area = width * 2;
};
struct Square : Shape {
  int side;
  explicit Square(int s) : Shape{s, 0}, side(width) {}
};
int choose(bool b) {
  int x;
  if (b) {
    x = 1;
  } else {
    x = 2;
  }
  return x;
}
int classify(Mode mode) {
  switch (mode) {
    case Mode::kOff: return 0;
    case Mode::kOn: return 1;
  }
}
int loop(int n) {
  while (true) {
    int square;
    square = n * n;
    if (square > 100) return square;
    ++n;
  }
}
int refuse(int n) {
  if (n > 0) return n;
  sip::panic("not positive");
}
int f() {
  Plain plain{1, 2};
  Plain zero{};
  Point point;
  auto other = Plain();
  Account account(1);
  Square square(3);
  int a = plain.a, b = a + zero.b;
  return a + b + point.x + other.a + account.rest() + square.side;
}
