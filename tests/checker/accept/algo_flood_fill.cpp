// flood fill with a stack of places
#include <sip/core.hpp>
struct Place {
  int x = 0, y = 0;
};
class Grid {
 public:
  static constexpr int kSide = 16;
  int& at(Place place) { return cells_[static_cast<unsigned long>(place.y * kSide + place.x)]; }
  bool holds(Place place) const { return place.x >= 0 && place.x < kSide && place.y >= 0 && place.y < kSide; }
  void fill(Place from, int colour) {
    const int old = at(from);
    if (old == colour) return;
    sip::Vector<Place> open;
    open.push_back(from);
    while (!open.empty()) {
      const auto place = open.back();
      open.pop_back();
      if (!holds(place) || at(place) != old) continue;
      at(place) = colour;
      open.push_back({place.x + 1, place.y});
      open.push_back({place.x - 1, place.y});
      open.push_back({place.x, place.y + 1});
      open.push_back({place.x, place.y - 1});
    }
  }

 private:
  sip::Array<int, kSide * kSide> cells_;
};
