// control: escaping-view; address: stack-use-after
// A view of a frame that is gone, by way of the library.
#include <manifest.hpp>

sip::Span<int> span_of_local() {
  sip::Array<int, 16> values;
  values.fill(static_cast<int>(sip::ticks()));
  return values.span();
}

int sip_main(manifest::Start) {
  const sip::Span<int> values = span_of_local();
  sip::log("{}", values[3]);
  return 0;
}
