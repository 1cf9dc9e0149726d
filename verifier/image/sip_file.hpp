// A .sip as `sipverify suggest` and the comparison with code made anew read it, by
// docs/formats/sip.md: what is loaded, what the proof of its stores needs, and names for its
// addresses. Images are what gets certified; this is for their makers.
#pragma once
#include "bytes/view.hpp"
#include "report/report.hpp"

namespace verifier {

struct SipFile {
  View text, patches, debug_line, debug_line_strings, debug_strings;
  std::uint64_t text_address = 0, entry = 0, data_begin = 0, data_end = 0;
  std::uint64_t image_begin = 0, image_end = 0;  // of all segments

  struct Symbol {
    std::uint64_t address;
    std::string name;  // mangled
  };
  std::vector<Symbol> functions;  // by address

  // What is loaded, in the file's order.
  struct Segment {
    View bytes;
    std::uint64_t address, memory_size;
    std::uint32_t flags;  // ELF's: 1 execute, 2 write, 4 read
  };
  std::vector<Segment> segments;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> relocations;  // address, addend

  // "serve(int)+0x1f"; empty where no symbol is.
  [[nodiscard]] std::string name_of(std::uint64_t address) const;
};

// BV0007 when it is no .sip.
std::optional<SipFile> read_sip(View file, Report& report);

}  // namespace verifier
