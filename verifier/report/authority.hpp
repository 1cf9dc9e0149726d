// What one program of an image may do, in the form in which two images can be compared: sets of
// named powers and amounts of resources. Made from its manifest after the manifest was checked;
// holding one proves nothing about the program's code.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace verifier {

struct Authority {
  struct Power {
    std::string_view kind;           // "calls", "imports", "ports" …
    std::vector<std::string> names;  // sorted as the manifest has them
    bool always;                     // told even when there is none
  };
  struct Amount {
    std::string_view of;    // "memory", "threads" …
    std::uint64_t value;    // in `unit`
    std::string_view unit;  // "KiB" or nothing
    bool always;
  };
  std::string program;
  std::vector<Power> powers;
  std::vector<Amount> amounts;
  bool test_hooks = false;
};

// "AUTHORITY shell: calls process channel; imports …"
std::string render_text(const Authority& authority);

// One line for each power or amount that `now` has beyond `before` (prefix "GREW") or no longer has
// ("SHRANK"); nullptr stands for a program that is not there.
std::vector<std::string> differences(const Authority* before, const Authority* now);

}  // namespace verifier
