// Reads what GRUB leaves: the multiboot2 information structure, a list of tags.
// SAFETY: the structure is read through boot_memory(), and each tag only within its checked size.
#include <cstring>

#include "boot/boot_facts.hpp"
#include "device/devices.hpp"

namespace hal::x86 {
namespace {

enum TagType : std::uint32_t {
  kEnd = 0,
  kCommandLine = 1,
  kModule = 3,
  kMemoryMap = 6,
  kRsdpOld = 14,
  kRsdpNew = 15
};

constexpr std::uint32_t kMaxInfoBytes = 1u << 20;
constexpr std::uint32_t kRam = 1;

// One tag: its bytes after the (type, size) words. Reads past its end give 0.
struct Tag {
  std::uint32_t type;
  const std::uint8_t* body;
  std::uint32_t bytes;

  template <class T>
  T at(std::uint32_t offset) const {
    T value = 0;
    if (offset <= bytes && bytes - offset >= sizeof(T))
      std::memcpy(&value, body + offset, sizeof(T));
    return value;
  }
};

void read_memory_map(const Tag& tag, BootFacts& facts) {
  const auto entry_bytes = tag.at<std::uint32_t>(0);
  if (entry_bytes < 24 || entry_bytes % 8 != 0)
    stop("[H-012] the multiboot2 memory map has entries of a wrong size");
  for (std::uint32_t at = 8; at <= tag.bytes && tag.bytes - at >= entry_bytes; at += entry_bytes)
    if (tag.at<std::uint32_t>(at + 16) == kRam)
      facts.add_ram(tag.at<std::uint64_t>(at), tag.at<std::uint64_t>(at + 8));
}

void read_module(const Tag& tag, BootFacts& facts) {
  const auto first = tag.at<std::uint32_t>(0), end = tag.at<std::uint32_t>(4);
  if (end < first) stop("[H-013] the multiboot2 module ends before it starts");
  if (facts.image.bytes != 0)
    stop("[H-006] more than one module was given; give one system image (GRUB: one module2 line)");
  facts.set_image(first, end - first);
}

void read_tag(const Tag& tag, BootFacts& facts) {
  const bool better_rsdp = tag.type == kRsdpNew || (tag.type == kRsdpOld && !facts.has_rsdp);
  if (better_rsdp) facts.set_rsdp(tag.body, tag.bytes);
  if (tag.type == kModule) read_module(tag, facts);
  if (tag.type == kMemoryMap) read_memory_map(tag, facts);
  if (tag.type == kCommandLine)
    facts.set_command_line(reinterpret_cast<const char*>(tag.body), tag.bytes);
}

}  // namespace

void read_multiboot2(std::uint64_t info, BootFacts& facts) {
  const std::uint8_t* head = boot_memory(info, 8);
  if (!head) stop("[H-009] the multiboot2 information lies above 4 GiB");
  std::uint32_t total;
  std::memcpy(&total, head, sizeof(total));
  const std::uint8_t* bytes = boot_memory(info, total);
  if (total < 8 || total > kMaxInfoBytes || !bytes)
    stop("[H-010] the multiboot2 information is damaged: its size is out of range");
  for (std::uint32_t at = 8; total - at >= 8;) {
    std::uint32_t words[2];  // type, size
    std::memcpy(words, bytes + at, sizeof(words));
    if (words[1] < 8 || words[1] > total - at)
      stop("[H-011] the multiboot2 information is damaged: a tag leaves it");
    if (words[0] == kEnd) break;
    read_tag(Tag{words[0], bytes + at + 8, words[1] - 8}, facts);
    const std::uint32_t step = (words[1] + 7) & ~7u;
    if (step > total - at) break;
    at += step;
  }
}

}  // namespace hal::x86
