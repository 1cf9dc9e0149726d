// insertion sort in place
#include <sip/core.hpp>
void sort(sip::Span<int> values) {
  for (unsigned long i = 1; i < values.size(); ++i) {
    const int value = values[i];
    unsigned long j = i;
    for (; j > 0 && values[j - 1] > value; --j) values[j] = values[j - 1];
    values[j] = value;
  }
}
void f() {
  sip::Array<int, 8> numbers;
  for (unsigned long i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<int>(8 - i);
  sort(numbers.span());
}
