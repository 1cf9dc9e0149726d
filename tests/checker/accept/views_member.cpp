// views of members, used while the object is there
#include <sip/core.hpp>
class Image {
 public:
  sip::Span<unsigned char> row(unsigned long) { return pixels_.span().first(kWidth); }
  sip::StringView title() const { return title_.empty() ? sip::StringView("untitled") : text_.view(); }
  unsigned char& at(unsigned long x, unsigned long y) { return pixels_[y * kWidth + x]; }

 private:
  static constexpr unsigned long kWidth = 32;
  sip::StringView unused() const { return text_; }
  struct Title {
    bool empty() const { return length == 0; }
    unsigned long length = 0;
  };
  Title title_;
  sip::String text_;
  sip::Array<unsigned char, 32 * 8> pixels_;
};
int f(Image& image) {
  auto row = image.row(0);
  for (auto& pixel : row) pixel = 255;
  image.at(1, 1) = 3;
  auto& corner = image.at(0, 0);
  corner += 1;
  return static_cast<int>(image.title().size()) + corner;
}
