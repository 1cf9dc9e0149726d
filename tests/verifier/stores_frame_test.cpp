// The proof of stores where owned addresses and frames meet: a call stack is never owned, and what
// is known of a frame is not lost to a check, to a join of two ways or to a saved register, so that
// the return address stays what it was.
#include "support/code.hpp"

using namespace code;

namespace {

// lea rdi, [rsp + offset]; check rdi; then `access`; ret
Code in_callers_frame(std::uint8_t offset, const Code& access) {
  return Code{0x48, 0x8d, 0x7c, 0x24, offset} + checked(access);
}

Code store_below(std::uint8_t distance) {  // mov [rdi - distance], rax
  return {0x48, 0x89, 0x47, static_cast<std::uint8_t>(-distance)};
}

// test rsi, rsi; je over `first` and the jump behind it; `first`; jmp over `second`; `second`
Code either(const Code& first, const Code& second) {
  const Code over_second{0xeb, static_cast<std::uint8_t>(second.size())};
  const auto skip = static_cast<std::uint8_t>(first.size() + over_second.size());
  return Code{0x48, 0x85, 0xf6, 0x74, skip} + first + over_second + second;
}

const Code kFrame{0x55, 0x48, 0x89, 0xe5, 0x48, 0x83, 0xec, 0x20}, kLeave{0xc9, 0xc3};
const Code kLocal{0x48, 0x8d, 0x7d, 0xf0};  // lea rdi, [rbp - 16]

Code data_address(std::size_t at) {  // lea rdi, [rip + the data's first byte], when it is `at`
  Code code{0x48, 0x8d, 0x3d};
  append(code, kDataBegin - (kText + at + 7), 4);
  return code;
}

}  // namespace

TEST_CASE("no check makes a caller's frame, or a return address, the SIP's own") {
  CHECK(breaks(in_callers_frame(8, kStore), Rule::kStore));
  CHECK(breaks(in_callers_frame(16, store_below(8)), Rule::kStore));
  CHECK(breaks(in_callers_frame(8, store_below(8)), Rule::kStore));    // the return address
  CHECK(breaks(in_callers_frame(8, store_below(4)), Rule::kStore));    // its upper half
  CHECK(breaks(in_callers_frame(8, store_below(1)), Rule::kStore));    // its last byte
  CHECK(breaks(in_callers_frame(64, store_below(64)), Rule::kStore));  // from further up
  CHECK(breaks(in_callers_frame(0, kStore), Rule::kStore));            // the check is of it itself
  // mov [rsp + 8], rax; rep stosb
  CHECK(breaks(in_callers_frame(8, {0x48, 0x89, 0x44, 0x24, 8}), Rule::kStore));
  CHECK(breaks(in_callers_frame(8, {0xf3, 0xaa}), Rule::kStore));
  CHECK(proved(in_callers_frame(0xf0, kStore)));  // below the stack pointer: the own frame
}

TEST_CASE("an address that may be in the frame is not owned, whatever else it may be") {
  const Code check = kLea + kShift + kCompare;
  // Either a local or an address that was checked: near it, a store could be to the return address.
  const auto local_or_owned = [&](const Code& first, const Code& second, const Code& store) {
    const Code rest = either(first, second) + store + kLeave;
    return kFrame + check + jne(rest.size()) + rest + kTrap;
  };
  const Code nothing{0x90};
  CHECK(proved(local_or_owned(nothing, nothing, kStore)));
  CHECK(proved(local_or_owned(kLocal, kLocal, kStore)));
  CHECK(breaks(local_or_owned(kLocal, nothing, kStore), Rule::kStore));
  const Code return_address{0x48, 0x89, 0x47, 0x18};  // mov [rdi + 24], rax
  CHECK(breaks(local_or_owned(kLocal, nothing, return_address), Rule::kStore));
  CHECK(breaks(local_or_owned(nothing, kLocal, return_address), Rule::kStore));
  CHECK(breaks(local_or_owned(kLocal, kLocal, return_address), Rule::kStore));
}

TEST_CASE("an address in the SIP's data joins with an owned one, and with nothing else") {
  const Code check = kLea + kShift + kCompare;
  const auto joined = [&](const Code& before, const Code& first, const Code& store) {
    const std::size_t at = before.size() + 5 + first.size() + 2;
    const Code second = data_address(at);
    return before + either(first, second) + store + kReturn + kTrap;
  };
  const auto jump_to_trap = [&](const Code& store) {
    return jne(5 + 1 + 2 + 7 + store.size() + kReturn.size());
  };
  const Code nothing{0x90};
  CHECK(proved(joined(check + jump_to_trap(kStore), nothing, kStore)));
  const Code far{0x48, 0x89, 0x87, 0xfd, 0x0f, 0, 0};  // mov [rdi + 0xffd], rax
  CHECK(breaks(joined(check + jump_to_trap(far), nothing, far), Rule::kStore));
  CHECK(breaks(joined({}, nothing, kStore), Rule::kStore));                         // not checked
  CHECK(breaks(joined({}, {0x48, 0x8d, 0x7c, 0x24, 0xf0}, kStore), Rule::kStore));  // rsp - 16
}

TEST_CASE("a check whose scratch register is saved around it proves, and must give it back") {
  // push rcx; check rdi by rcx; pop rcx; store
  const auto saved = [](const Code& push, const Code& pop) {
    const Code rest = pop + kStore + kReturn;
    return push + kLea + kShift + kCompare + jne(rest.size()) + rest + kTrap;
  };
  CHECK(proved(saved({0x51}, {0x59})));
  CHECK(breaks(saved({0x51}, {}), Rule::kReturn));      // not popped
  CHECK(breaks(saved({}, {0x59}), Rule::kReturn));      // popped, not pushed
  CHECK(breaks(saved({0x51}, {0x5b}), Rule::kReturn));  // to rbx, which is the caller's
  CHECK(breaks(saved({0x51}, {0x5f}), Rule::kStore));   // to rdi, which was checked
  // By rbx: it holds what it held only because of the pop.
  const auto by_rbx = [](const Code& pop) {
    const Code rest = pop + kStore + kReturn;
    return Code{0x53, 0x48, 0x8d, 0x1f, 0x48, 0xc1, 0xeb, 12} +
           Code{0x66, 0x81, 0x3c, 0x5d, 0, 0, 0, 0, 0, 0} + jne(rest.size()) + rest + kTrap;
  };
  CHECK(proved(by_rbx({0x5b})));
  CHECK(breaks(by_rbx({0x59}), Rule::kReturn));
  // A jump from in front of the push to behind the check leaves the stack pointer unknown.
  const Code body = saved({0x51}, {0x59});
  const std::size_t check = 1 + kLea.size() + kShift.size() + kCompare.size() + 2;
  CHECK(
      breaks(Code{0x48, 0x85, 0xf6, 0x74, static_cast<std::uint8_t>(check)} + body, Rule::kReturn));
  // The push itself must not lie over what is stored to: a local below the stack pointer.
  const Code under{0x48, 0x8d, 0x7c, 0x24, 0xf8};  // lea rdi, [rsp - 8]
  CHECK(proved(under + kStore + kReturn));
}

TEST_CASE("what bounds an outer loop is known in the inner one, and no more than that") {
  // xor eax, eax; O: mov ecx, 8; I: dec ecx; jne I; mov [rbp + rax*4 - 32], ecx; inc rax;
  // cmp rax, N; jne O
  const auto nested = [](std::uint8_t count) {
    return kFrame + Code{0x31, 0xc0, 0xb9, 8, 0, 0, 0, 0xff, 0xc9, 0x75, 0xfc} +
           Code{0x89, 0x4c, 0x85, 0xe0, 0x48, 0xff, 0xc0, 0x48, 0x83, 0xf8, count, 0x75, 0xea} +
           kLeave;
  };
  CHECK(proved(nested(8)));
  CHECK(breaks(nested(9), Rule::kStore));
}

TEST_CASE(
    "a number that falls is bounded by where it starts, or by a comparison, to where it ends") {
  // mov eax, START; L: cmp rax, BOUND; jae out; mov [rbp + rax*4 - 32], ecx; dec rax; jne L
  const auto falling = [](std::uint8_t start, std::uint8_t bound) {
    const Code loop{0x48, 0x83, 0xf8, bound, 0x73, 0x09, 0x89, 0x4c,
                    0x85, 0xe0, 0x48, 0xff,  0xc8, 0x75, 0xf1};
    return kFrame + Code{0xb8, start, 0, 0, 0} + loop + kLeave;
  };
  CHECK(proved(falling(7, 8)));
  CHECK(proved(falling(7, 100)));
  CHECK(breaks(falling(8, 9), Rule::kReturn));  // over the saved rbp
  // mov eax, 7; L: mov [rbp + rax*4 + DISPLACEMENT], ecx; dec rax; jne L or jae L
  const auto to_one = [](std::uint8_t displacement, std::uint8_t jump) {
    return kFrame + Code{0xb8, 7, 0, 0, 0, 0x89, 0x4c, 0x85, displacement} +
           Code{0x48, 0xff, 0xc8, jump, 0xf7} + kLeave;
  };
  CHECK(proved(to_one(0xe0, 0x75)));
  CHECK(breaks(to_one(0xe4, 0x75), Rule::kReturn));  // over the saved rbp
  CHECK(breaks(to_one(0xe0, 0x73), Rule::kStore));   // dec leaves the carry as it was
}

TEST_CASE("a negative number that grows ends at 0, or where it is compared") {
  // mov rax, -32; L: mov [rbp + rax + DISPLACEMENT], ecx; add rax, 4; jne L
  const auto up = [](std::uint8_t displacement, const Code& end) {
    const Code body = Code{0x89, 0x4c, 0x05, displacement, 0x48, 0x83, 0xc0, 4} + end;
    const auto back = static_cast<std::uint8_t>(-static_cast<int>(body.size()) - 2);
    return kFrame + Code{0x48, 0xc7, 0xc0, 0xe0, 0xff, 0xff, 0xff} + body + Code{0x75, back} +
           kLeave;
  };
  CHECK(proved(up(0, {})));
  CHECK(breaks(up(4, {}), Rule::kStore));          // over the saved rbp
  CHECK(proved(up(4, {0x48, 0x83, 0xf8, 0xfc})));  // cmp rax, -4
  CHECK(breaks(up(8, {0x48, 0x83, 0xf8, 0xfc}), Rule::kStore));
  CHECK(breaks(up(0, {0x48, 0x83, 0xf8, 0xfd}), Rule::kStore));  // steps over -3: goes on for ever
  // Without a sign -1 is the largest number: mov rax, -1; cmp rax, 8; jb over ud2
  const auto below = [](std::uint8_t jump) {
    return kFrame + Code{0x48, 0xc7, 0xc0, 0xff, 0xff, 0xff, 0xff, 0x48, 0x03, 0x07} +
           Code{0x48, 0x83, 0xf8, 8, jump, 2, 0x0f, 0x0b, 0x89, 0x4c, 0x85, 0xe0} + kLeave;
  };
  CHECK(proved(below(0x72)));                // jb
  CHECK(breaks(below(0x7c), Rule::kStore));  // jl
}

TEST_CASE("what is compared bounds copies and both sides, and what is made of them") {
  const auto in_frame = [](const Code& bound, const Code& store) {
    const auto over = static_cast<std::uint8_t>(store.size());
    Code code = kFrame + bound + Code{over} + store + kLeave;
    return code;
  };
  const Code store_rcx{0x89, 0x44, 0x8d, 0xe0};  // mov [rbp + rcx*4 - 32], eax
  // mov rcx, rdi; cmp rdi, 8; jae
  CHECK(proved(in_frame({0x48, 0x89, 0xf9, 0x48, 0x83, 0xff, 8, 0x73}, store_rcx)));
  CHECK(breaks(in_frame({0x48, 0x89, 0xf9, 0x48, 0x83, 0xff, 9, 0x73}, store_rcx), Rule::kStore));
  CHECK(breaks(in_frame({0x48, 0x89, 0xf9, 0x48, 0x83, 0xff, 8, 0x7d}, store_rcx),
               Rule::kStore));  // jge: -1 passes
  // mov rcx, rdi; inc rdi; cmp rdi, 8; ja: -1 to 7
  const Code inc_first{0x48, 0x89, 0xf9, 0x48, 0xff, 0xc7, 0x48, 0x83, 0xff, 8, 0x77};
  CHECK(proved(in_frame(inc_first, store_rcx)));
  Code one_more = inc_first;
  one_more[9] = 9;
  CHECK(breaks(in_frame(one_more, store_rcx), Rule::kStore));
  // mov edx, 8; cmp rdx, rcx; jbe, and jb, which lets 8 through
  CHECK(proved(in_frame({0xba, 8, 0, 0, 0, 0x48, 0x39, 0xca, 0x76}, store_rcx)));
  CHECK(breaks(in_frame({0xba, 8, 0, 0, 0, 0x48, 0x39, 0xca, 0x72}, store_rcx), Rule::kStore));
  // and edi, 3; lea ecx, [rdi + rdi + 1]; test ecx, ecx; je
  const Code odd{0x83, 0xe7, 3, 0x8d, 0x4c, 0x3f, 1, 0x85, 0xc9, 0x74};
  CHECK(proved(in_frame(odd, store_rcx)));
  Code larger = odd;
  larger[2] = 7;
  CHECK(breaks(in_frame(larger, store_rcx), Rule::kStore));
  // and edi, 1; shl edi, 2; mov ecx, edi: at most 4; and edi, 3 first: at most 12
  const auto shifted = [](std::uint8_t mask) {
    return Code{0x83, 0xe7, mask, 0xc1, 0xe7, 2, 0x89, 0xf9, 0x85, 0xc9, 0x74};
  };
  CHECK(proved(in_frame(shifted(1), store_rcx)));
  CHECK(breaks(in_frame(shifted(3), store_rcx), Rule::kStore));
}
