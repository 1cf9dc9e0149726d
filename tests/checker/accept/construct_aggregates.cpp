// aggregates with designators, nested braces and arrays
#include <sip/core.hpp>
struct Colour {
  unsigned char red, green, blue;
};
struct Pixel {
  int x, y;
  Colour colour;
};
struct Line {
  Pixel from, to;
  int width = 1;
};
int f(int n) {
  const Pixel origin{};
  const Pixel here{.x = n, .y = 2, .colour = {1, 2, 3}};
  Line line{origin, here};
  line.to.colour.blue = 9;
  const auto copy = line;
  return copy.to.x + Line{.from = here, .to = here, .width = 2}.width;
}
