// a builder whose functions return *this
#include <sip/core.hpp>
struct Options {
  int width = 80, height = 25;
  bool colour = false;
  sip::String title;
};
class Builder {
 public:
  Builder& size(int width, int height) {
    options_.width = width;
    options_.height = height;
    return *this;
  }
  Builder& colour(bool on = true) {
    options_.colour = on;
    return *this;
  }
  Builder& title(sip::StringView text) {
    options_.title = sip::String(text);
    return *this;
  }
  Options build() const { return options_; }

 private:
  Options options_;
};
int f() { return Builder{}.size(100, 30).colour().title("main").build().width; }
