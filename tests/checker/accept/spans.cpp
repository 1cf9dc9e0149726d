// spans over arrays and vectors, by parameter and by variable
#include <sip/core.hpp>
int sum(sip::Span<int> values) {
  int all = 0;
  for (const auto& value : values) all += value;
  return all;
}
sip::Span<int> upper_half(sip::Span<int> all) { return all.first(all.size() / 2); }
struct Samples {
  sip::Vector<int> all;
  sip::Span<int> view() { return all.span(); }
};
int f(Samples& samples) {
  sip::Array<int, 16> local;
  sip::Span<int> both = local.span();
  int total = sum(both) + sum(upper_half(both));
  both = samples.view();
  for (auto& value : both) value += total;
  int one = 1;
  return sum(sip::Span<int>(one)) + sum(samples.view());
}
sip::Span<int> g(Samples& samples) { return upper_half(samples.view()); }
