// constructors of every shape
#include <sip/core.hpp>
struct Base {
  int width = 1, height;
  explicit Base(int h) : height(h) {}
  int area() const { return width * height; }
};
class Window : public Base {
 public:
  Window() : Window(10) {}
  explicit Window(int h) : Base(h), pixels_(static_cast<unsigned long>(area())), border_{1, 2} {
    for (auto& pixel : pixels_) pixel = 7;
    total_ = 0;
    for (const auto pixel : pixels_) total_ += pixel;
  }
  int total() const { return total_; }

 private:
  struct Border {
    int left, right;
  };
  sip::Vector<int> pixels_;
  Border border_;
  int total_;
};
struct Defaults {
  int a = 1;
  int b = a + 1;
  sip::String name{"none"};
  sip::Vector<int> list;
};
int f() {
  const Defaults defaults;
  return Window().total() + Window(3).total() + defaults.b;
}
