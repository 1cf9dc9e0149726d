// A record as the manifest says it must be, built field by field with labels, and compared with the
// one in the image byte for byte.
#pragma once
#include "image/image.hpp"

namespace verifier {

class ExpectedRecord {
 public:
  ExpectedRecord& number(std::uint64_t value, unsigned width, std::string label);
  ExpectedRecord& text(std::string_view text, std::size_t width, std::string label);
  ExpectedRecord& zeros(std::size_t count, std::string label = "reserved bytes") {
    return text({}, count, std::move(label));
  }
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  // Once all fields are there: bytes 8 … 11 of every record are its size.
  void set_size();
  // nullopt when equal; else which field differs.
  [[nodiscard]] std::optional<std::string> difference(View record) const;

 private:
  struct Field {
    std::size_t begin;
    std::string label;
  };
  std::vector<std::uint8_t> bytes_;
  std::vector<Field> fields_;
};

}  // namespace verifier
