// hand-written copies and moves
#include <sip/core.hpp>
class Buffer {
 public:
  Buffer() = default;
  explicit Buffer(unsigned long size) : bytes_(size), used_(0) {}
  Buffer(const Buffer& other) : bytes_(other.bytes_), used_(other.used_) {}
  Buffer(Buffer&& other) : bytes_(std::move(other.bytes_)), used_(other.used_) { other.used_ = 0; }
  Buffer& operator=(const Buffer& other) {
    bytes_ = other.bytes_;
    used_ = other.used_;
    return *this;
  }
  void swap(Buffer& other) {
    std::swap(bytes_, other.bytes_);
    std::swap(used_, other.used_);
  }

 private:
  sip::Vector<unsigned char> bytes_;
  unsigned long used_ = 0;
};
Buffer grow(Buffer old) {
  Buffer fresh(64);
  fresh.swap(old);
  return fresh;
}
