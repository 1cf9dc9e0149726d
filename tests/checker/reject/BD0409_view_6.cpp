// expect BD0409
#include <sip/core.hpp>
struct Words {
  sip::Array<int, 4> all;
};
int f(sip::Ex<Words> box) {
  auto span = box.value().all.span();
  std::move(box).release();
  return span[0];
}
