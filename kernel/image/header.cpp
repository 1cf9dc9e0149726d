// The header page: each field, and zero everywhere else. See parts.hpp.
#include "abi/errors.hpp"
#include "image/parts.hpp"

namespace kernel {
using namespace format;

Check check_header(Bytes image, ImageView& view) {
  if (image.empty()) return Refusal{1, "there is no image: boot with a system.img as the module"};
  if (image.size() < 3 * kPage)
    return Refusal{2, "the image is shorter than its header, certificate and table"};
  if (read<std::uint64_t>(image, 0) != kHeaderMagic)
    return Refusal{3, "the module is not a system image (no BULKHEAD magic)"};
  if (read<std::uint32_t>(image, 8) != kImageVersion)
    return Refusal{4, "the image has a format version that this kernel does not read; it reads 1"};
  const auto parts = read<std::uint32_t>(image, 12);
  if (parts == 0 || parts > 65535) return Refusal{5, "the part count is not within 1 to 65535"};
  if (read<std::uint64_t>(image, 16) != image.size())
    return Refusal{6,
                   "the image's size is not what its header says; it is truncated or has a tail"};
  if (image.size() % kPage != 0) return Refusal{6, "the image is not whole pages"};
  if (read<std::uint64_t>(image, 24) != kTableOffset)
    return Refusal{7, "the part table is not at 8192"};
  const std::uint64_t first = kTableOffset + round_up(parts * kEntryBytes, kPage);
  if (first > image.size()) return Refusal{8, "the part table reaches past the end of the image"};
  if (read<std::uint64_t>(image, 32) != first)
    return Refusal{8, "the first part does not follow the part table"};
  if (read<std::uint32_t>(image, 40) != abi::kAbiVersion)
    return Refusal{9, "the programs need another version of the kernel's ABI; build them anew"};
  if (!all_zero(image.subspan(kHeaderBytes, kPage - kHeaderBytes)))
    return Refusal{10, "the unused rest of the header is not zero"};
  view = ImageView(image, parts);
  return std::nullopt;
}

}  // namespace kernel
