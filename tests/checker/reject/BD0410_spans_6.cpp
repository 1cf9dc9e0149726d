// expect BD0410
#include <sip/core.hpp>
struct Words {
  sip::Array<int, 4> all;
};
void copy(sip::Span<int> into, sip::Span<int> from) { into[0] = from[0]; }
void f(sip::Ex<Words> box) {
  copy(box.value().all.span(), box.value().all.span());
  std::move(box).release();
}
