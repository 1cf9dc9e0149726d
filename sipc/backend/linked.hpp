// The linker's output, whose structure is believed (it is not hostile) but whose bounds are not.
#pragma once
#include <elf.h>

#include <cstring>
#include <string>
#include <vector>

namespace sipc::backend {

class Linked {
 public:
  explicit Linked(const std::string& bytes) : bytes_(bytes) {
    if (bytes.size() >= sizeof header_) std::memcpy(&header_, bytes.data(), sizeof header_);
  }
  bool is_elf() const {
    return std::memcmp(header_.e_ident, ELFMAG, SELFMAG) == 0 && header_.e_type == ET_DYN &&
           header_.e_machine == EM_X86_64;
  }

  template <class T>
  std::vector<T> table(std::uint64_t offset, std::uint64_t count) const {
    std::vector<T> entries;
    if (offset <= bytes_.size() && count <= (bytes_.size() - offset) / sizeof(T)) {
      entries.resize(count);
      std::memcpy(entries.data(), bytes_.data() + offset, count * sizeof(T));
    }
    return entries;
  }
  std::vector<Elf64_Phdr> segments() const {
    return table<Elf64_Phdr>(header_.e_phoff, header_.e_phnum);
  }
  std::vector<Elf64_Shdr> sections() const {
    return table<Elf64_Shdr>(header_.e_shoff, header_.e_shnum);
  }
  std::string name(const Elf64_Shdr& section) const {
    const std::uint64_t at = sections().at(header_.e_shstrndx).sh_offset + section.sh_name;
    return at < bytes_.size() ? std::string(bytes_.c_str() + at) : std::string();
  }
  // By name; empty when there is none.
  template <class T>
  std::vector<T> section(const char* wanted) const {
    for (const Elf64_Shdr& header : sections()) {
      if (name(header) == wanted) return table<T>(header.sh_offset, header.sh_size / sizeof(T));
    }
    return {};
  }

 private:
  const std::string& bytes_;
  Elf64_Ehdr header_ = {};
};

}  // namespace sipc::backend
