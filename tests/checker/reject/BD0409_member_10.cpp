// expect BD0409
#include <sip/core.hpp>
struct Parcel {
  sip::Ex<int> box;
  int weight = 0;
};
void f(Parcel parcel) {
  auto& r = parcel.box.value();
  std::move(parcel.box).release();
  r = parcel.weight;
}
