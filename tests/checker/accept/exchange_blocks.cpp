// blocks filled, changed in place, and given on
#include <sip/core.hpp>
struct Record {
  int kind = 0;
  sip::Array<int, 16> values;
};
void consume(sip::Ex<Record> box) { std::move(box).release(); }
int f(int n) {
  sip::Ex<Record> box{};
  box = sip::Ex<Record>{};
  box.change([&](Record& record) {
    record.kind = n;
    for (auto& value : record.values) value = n;
  });
  const int sum = box.borrow([](const Record& record) {
    int all = record.kind;
    for (unsigned long i = 0; i < record.values.size(); ++i) all += record.values[i];
    return all;
  });
  consume(std::move(box));
  return sum;
}
