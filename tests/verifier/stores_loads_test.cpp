// The proof of loads, which SIPs ask for that are built with --redundant-checks=stores+loads.
#include "support/code.hpp"

using namespace code;

namespace {

const Code kLoad{0x48, 0x8b, 0x07};  // mov rax, [rdi]

bool fine(const Code& code) {
  return proved(code, Loads::kYes);
}
bool refused(const Code& code) {
  return breaks(code, Rule::kLoad, Loads::kYes);
}

// lea rsi, [rip + target]; mov rax, [rsi + displacement]; ret
Code load_at(std::uint64_t target, std::uint8_t displacement) {
  Code code{0x48, 0x8d, 0x35};
  append(code, target - (kText + 7), 4);
  return code + Code{0x48, 0x8b, 0x46, displacement} + kReturn;
}

}  // namespace

TEST_CASE("a load is proved behind a check of its address, and only when that is wanted") {
  CHECK(fine(checked(kLoad)));
  CHECK(refused(kLoad + kReturn));
  CHECK(proved(kLoad + kReturn));                      // loads are nobody's concern by default
  CHECK(refused(checked(kLoad, {0x48, 0x8b, 0x3e})));  // mov rdi, [rsi]
  CHECK(refused(checked({0x48, 0x8b, 0x87, 0xfb, 0x0f, 0, 0})));  // mov rax, [rdi + 0xffb]
  CHECK(fine(checked({0x48, 0x8b, 0x87, 0xf0, 0x0f, 0, 0})));     // mov rax, [rdi + 0xff0]
  CHECK(refused(checked({0x48, 0x8b, 0x06})));                    // mov rax, [rsi]
  CHECK(refused(checked({0x48, 0x3b, 0x06})));                    // cmp rax, [rsi]
  CHECK(refused(checked({0xf3, 0x0f, 0x6f, 0x06})));              // movdqu xmm0, [rsi]
  CHECK(refused(checked({0x48, 0x0f, 0xa3, 0x37})));              // bt [rdi], rsi
  CHECK(refused(Code{0xff, 0x36, 0x58} + kReturn));               // push [rsi]; pop rax
  CHECK(fine(checked(Code{0xff, 0x37, 0x58})));                   // push [rdi]; pop rax
}

TEST_CASE("of a string instruction both sides are looked at") {
  const Code move{0xf3, 0xa4};  // rep movsb
  CHECK(proved(checked(move)));
  CHECK(refused(checked(move)));  // from rsi, which nobody checked
  // Both checked: rdi by rcx as usual, rsi likewise.
  const auto both = [&](const Code& second) {
    const Code rest = move + kReturn;
    const Code inner = second + kShift + kCompare + jne(rest.size()) + rest;
    return kLea + kShift + kCompare + jne(inner.size()) + inner + kTrap;
  };
  CHECK(fine(both({0x48, 0x8d, 0x0e})));     // lea rcx, [rsi]
  CHECK(refused(both({0x48, 0x8d, 0x0a})));  // lea rcx, [rdx]
  CHECK(refused(checked({0xf3, 0xa6})));     // repe cmpsb
}

TEST_CASE("the SIP's image, its frame and its arguments may be read") {
  CHECK(fine(load_at(kText, 0)));
  CHECK(fine(load_at(kDataEnd - 16, 8)));
  CHECK(refused(load_at(kDataEnd - 16, 9)));
  CHECK(refused(load_at(kText - 0x1000, 0)));
  CHECK(fine(Code{0x48, 0x8b, 0x44, 0x24, 8} + kReturn));                    // mov rax, [rsp + 8]
  CHECK(fine(Code{0x48, 0x8b, 0x44, 0x24, 0xf8} + kReturn));                 // mov rax, [rsp - 8]
  CHECK(refused(Code{0x48, 0x8b, 0x84, 0x24, 0xfc, 0x0f, 0, 0} + kReturn));  // over 4096 up
  CHECK(refused(Code{0x48, 0x8b, 0x84, 0x24, 0xf0, 0xef, 0xff, 0xff} + kReturn));  // and down
  CHECK(refused(Code{0x48, 0x8b, 0x04, 0x34} + kReturn));  // mov rax, [rsp + rsi]
}
