// Which source line an address of a .sip comes from, by the line table in it (DWARF 5). For people
// only: nothing that is proved depends on it, and a malformed table gives fewer lines, no error.
#pragma once
#include "image/sip_file.hpp"

namespace verifier {

class SourceLines {
 public:
  explicit SourceLines(const SipFile& sip);

  // "main.cpp:12"; empty where no line is known.
  [[nodiscard]] std::string at(std::uint64_t address) const;

 private:
  friend class LineProgram;
  struct Row {
    std::uint64_t address;
    std::uint32_t file;  // in files_
    std::uint32_t line;  // 0: none, as behind a sequence's end
    std::uint32_t order;
  };

  std::vector<Row> rows_;  // by address
  std::vector<std::string> files_;
};

}  // namespace verifier
