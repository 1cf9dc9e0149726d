// what threads, constants, collected and exchange memory may hold
#include <start.hpp>
struct Point {
  int x = 0, y = 0;
};
struct Node {
  Point at;
  sip::Gc<Node> next;
  sip::Vector<Point> path;
  sip::String name;
  ~Node() = default;
};
struct Record {
  int kind = 0;
  sip::Array<char, 16> text;
};
struct Guard {
  int depth = 0;
  ~Guard() { depth = 0; }
};
constexpr Point kOrigin{};
constexpr std::pair<int, Point> kPair{};
static constexpr sip::StringView kNames = "names";
void f(sip::Ex<Record> box, sip::Gc<Node> node) {
  const Guard guard;
  const sip::Mutex<Point> shared{Point{}};
  sip::send_to_thread([shared, start = kOrigin, box = std::move(box)]() mutable {
    (void)(shared.get().x + start.x);
    std::move(box).release();
  });
  sip::Function<int()> depth = [d = guard.depth] { return d; };
  const int now = shared.lock([](Point& point) { return ++point.x; });
  node->at.x = now + depth();
}
