// expect BD0405
#include <sip/core.hpp>
template <class T> using Slice = sip::Span<T>;
class Buffer {
 public:
  explicit Buffer(Slice<int> all) : all_(all) {}
 private:
  Slice<int> all_;
};
