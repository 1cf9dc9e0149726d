// decoding with explicit states
#include <sip/core.hpp>
class Decoder {
 public:
  sip::Optional<unsigned> feed(unsigned char byte) {
    if (left_ > 0) {
      point_ = point_ << 6 | (byte & 0x3fu);
      --left_;
      if (left_ > 0) return {};
      return sip::Optional<unsigned>{point_};
    }
    if (byte < 0x80) return sip::Optional<unsigned>{byte};
    left_ = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
    point_ = byte & (0x3fu >> left_);
    return {};
  }

 private:
  unsigned point_ = 0;
  int left_ = 0;
};
