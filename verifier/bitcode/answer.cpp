// u64 functions, u32 findings; each: u16 number, u16 and u16 lengths of place and detail, these.
#include "bitcode/answer.hpp"

#include <algorithm>
#include <ranges>

#include "report/report.hpp"

namespace verifier {
namespace {

constexpr std::size_t kMostFindings = 200, kLongestText = 300;

void put(std::string& bytes, std::uint64_t value, unsigned width) {
  for (unsigned i = 0; i < width; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xff);
}

class Reader {
 public:
  explicit Reader(View bytes) : bytes_(bytes) {}
  std::uint64_t number(unsigned width) {
    at_ += width;
    return bytes_.number(at_ - width, width);
  }
  std::string text(std::uint64_t size) {
    at_ += size;
    return bytes_.part(at_ - size, size).text();
  }
  [[nodiscard]] bool at_end() const { return at_ == bytes_.size(); }

 private:
  View bytes_;
  std::uint64_t at_ = 0;
};

// printable() makes at most four characters of one, and three dots.
bool is_plain(const std::string& text) {
  return text.size() <= 4 * kLongestText + 3 &&
         std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
}

}  // namespace

std::string encode_answer(const BitcodeAnswer& answer) {
  std::string bytes;
  put(bytes, answer.functions, 8);
  put(bytes, std::min(answer.findings.size(), kMostFindings), 4);
  for (const BitcodeFinding& finding : answer.findings | std::views::take(kMostFindings)) {
    const std::string place = printable(finding.place, kLongestText);
    const std::string detail = printable(finding.detail, kLongestText);
    put(bytes, finding.number, 2);
    put(bytes, place.size(), 2);
    put(bytes, detail.size(), 2);
    bytes += place + detail;
  }
  return bytes;
}

std::optional<BitcodeAnswer> decode_answer(View bytes) {
  Reader reader(bytes);
  BitcodeAnswer answer{.functions = reader.number(8), .findings = {}};
  const std::uint64_t count = reader.number(4);
  if (count > kMostFindings) return std::nullopt;
  for (std::uint64_t i = 0; i < count; ++i) {
    BitcodeFinding finding{
        .number = static_cast<unsigned>(reader.number(2)), .place = {}, .detail = {}};
    const std::uint64_t place_bytes = reader.number(2), detail_bytes = reader.number(2);
    finding.place = reader.text(place_bytes);
    finding.detail = reader.text(detail_bytes);
    const bool known =
        catalogue_entry(finding.number) != nullptr && group_of(finding.number) == Group::kBitcode;
    if (!known || !is_plain(finding.place) || !is_plain(finding.detail)) return std::nullopt;
    answer.findings.push_back(std::move(finding));
  }
  if (!reader.at_end()) return std::nullopt;
  return answer;
}

}  // namespace verifier
