// expect BD0410
#include <sip/core.hpp>
struct Parcel {
  sip::Ex<int> box;
  int weight = 0;
};
void f(Parcel parcel) {
  parcel.box.change([&](int& x) { x = parcel.box.get(); });
  std::move(parcel.box).release();
}
