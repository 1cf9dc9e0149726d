// The proof of stores, on machine code that is small enough to read: what compilers and the back
// end write is proved, and each way to break it is refused (BV0340 … BV0344).
#include <catch2/catch.hpp>

#include "support/code.hpp"

using namespace code;
using namespace fixture;

TEST_CASE("a store behind its check is proved; without any part of it, it is not") {
  CHECK(proved(checked(kStore)));
  CHECK(breaks(kStore + kReturn, Rule::kStore));
  const Code rest = kStore + kReturn;
  CHECK(breaks(kLea + kShift + kCompare + rest + kTrap, Rule::kStore));              // no branch
  CHECK(breaks(kLea + kCompare + jne(rest.size()) + rest + kTrap, Rule::kStore));    // no shift
  CHECK(breaks(kShift + kCompare + jne(rest.size()) + rest + kTrap, Rule::kStore));  // no address
  const Code other{0x48, 0x8d, 0x0e};  // lea rcx, [rsi]
  CHECK(breaks(other + kShift + kCompare + jne(rest.size()) + rest + kTrap, Rule::kStore));
  const Code shorter{0x48, 0xc1, 0xe9, 11};
  CHECK(breaks(kLea + shorter + kCompare + jne(rest.size()) + rest + kTrap, Rule::kStore));
  Code wrong_way = jne(rest.size());
  wrong_way[0] = 0x74;  // je
  CHECK(breaks(kLea + kShift + kCompare + wrong_way + rest + kTrap, Rule::kStore));
  CHECK(breaks(kStore + checked({}), Rule::kStore));  // too early
}

TEST_CASE("the comparison counts only with both of its patches, at the owner map's scale") {
  Code code = checked(kStore);
  const std::size_t at = kLea.size() + kShift.size();
  code[at + 3] = 0x0d;  // rcx * 1
  CHECK(breaks(code, Rule::kStore));
  const Code good = checked(kStore);
  const Code none;
  verifier::stores::Proof proof({.text = verifier::View(good),
                                 .text_address = kText,
                                 .data = {kDataBegin, kDataEnd},
                                 .entry = 0,
                                 .patches = verifier::View(none)});
  CHECK(proof.run().size() == 1);
}

TEST_CASE("a jump over the check is seen") {
  const Code check = checked(kStore);
  const std::size_t over = kLea.size() + kShift.size() + kCompare.size() + 2;
  const Code test{0x48, 0x85, 0xf6};  // test rsi, rsi
  const Code skip{0x74, static_cast<std::uint8_t>(over)};
  CHECK(breaks(test + skip + check, Rule::kStore));
}

TEST_CASE(
    "what is known of an address goes with the register, and goes when the register changes") {
  const Code store_far{0x48, 0x89, 0x87, 0xf0, 0x0f, 0, 0};      // mov [rdi + 0xff0], rax
  const Code store_too_far{0x48, 0x89, 0x87, 0xfb, 0x0f, 0, 0};  // … 0xffb
  CHECK(proved(checked(store_far)));
  CHECK(breaks(checked(store_too_far), Rule::kStore));
  CHECK(proved(checked(kStore, {0x48, 0x83, 0xc7, 0x40})));                         // add rdi, 0x40
  CHECK(breaks(checked(kStore, {0x48, 0x81, 0xc7, 0, 0x20, 0, 0}), Rule::kStore));  // … 0x2000
  CHECK(breaks(checked(kStore, {0x48, 0x01, 0xf7}), Rule::kStore));                 // add rdi, rsi
  CHECK(breaks(checked(kStore, {0x48, 0x8b, 0x3e}), Rule::kStore));  // mov rdi, [rsi]
  CHECK(breaks(checked(kStore, {0x40, 0xb7, 0x01}), Rule::kStore));  // mov dil, 1
  CHECK(proved(checked({0x48, 0x89, 0x02}, {0x48, 0x89, 0xfa})));    // by a copy in rdx
  CHECK(breaks(checked({0x48, 0x0f, 0xab, 0x37}), Rule::kStore));    // bts [rdi], rsi
  CHECK(proved(checked({0xf3, 0xaa})));                              // rep stosb
}

TEST_CASE("a call ends what is known of owned pages, not of the frame") {
  const Code callee = kReturn;
  // push rbx; mov rbx, rdi; check rbx; call; mov [rbx], rax; pop rbx; ret
  const Code tail = Code{0x48, 0x89, 0x03, 0x5b} + kReturn;
  const auto body = [&](const Code& call) {
    const Code rest = call + tail;
    return Code{0x53, 0x48, 0x89, 0xfb, 0x48, 0x8d, 0x0b} + kShift + kCompare + jne(rest.size()) +
           rest;
  };
  const Code with_trap = kTrap + callee;
  CHECK(proved(body({}) + kTrap));
  const auto over = static_cast<std::uint8_t>(tail.size() + kTrap.size());
  CHECK(breaks(body({0xe8, over, 0, 0, 0}) + with_trap, Rule::kStore));
}

TEST_CASE("a loop that walks upwards needs one check, and no more than it walks") {
  // L: mov [rdi], rax; add rdi, 8; dec rsi; jne L
  const Code loop{0x48, 0x89, 0x07, 0x48, 0x83, 0xc7, 8, 0x48, 0xff, 0xce, 0x75, 0xf4};
  CHECK(proved(checked(loop)));
  Code stride = loop;
  stride[6] = 0x7f;
  CHECK(proved(checked(stride)));
  const Code wide{0x48, 0x89, 0x07, 0x48, 0x81, 0xc7, 0, 0x20, 0, 0, 0x48, 0xff, 0xce, 0x75, 0xf1};
  CHECK(breaks(checked(wide), Rule::kStore));
}

TEST_CASE("a counting loop stays within what it compares with") {
  // xor ecx, ecx; L: mov [rbp + rcx*8 - 32], rax; inc rcx; cmp rcx, N; jne L
  const auto loop = [](std::uint8_t count) {
    const Code enter{0x55, 0x48, 0x89, 0xe5, 0x48, 0x83, 0xec, 0x20, 0x31, 0xc9};
    return enter + Code{0x48, 0x89, 0x44, 0xcd, 0xe0,  0x48, 0xff,
                        0xc1, 0x48, 0x83, 0xf9, count, 0x75, 0xf2} +
           Code{0xc9, 0xc3};
  };
  CHECK(proved(loop(4)));
  CHECK(breaks(loop(5), Rule::kStore));
  // The same by steps of two: add rcx, 2; an end that it steps over bounds nothing.
  const auto by_two = [](std::uint8_t end) {
    const Code enter{0x55, 0x48, 0x89, 0xe5, 0x48, 0x83, 0xec, 0x20, 0x31, 0xc9};
    return enter + Code{0x48, 0x89, 0x44, 0xcd, 0xe0, 0x48, 0x83, 0xc1,
                        2,    0x48, 0x83, 0xf9, end,  0x75, 0xf1} +
           Code{0xc9, 0xc3};
  };
  CHECK(proved(by_two(4)));
  CHECK(breaks(by_two(3), Rule::kStore));
}

TEST_CASE("a check behind a bounded index is good for the other indices") {
  const auto with = [](const Code& bound) {
    const Code rest = bound + Code{0x48, 0x89, 0x04, 0xd7} + kReturn;  // mov [rdi + rdx*8], rax
    return Code{0x83, 0xe6, 0x0f, 0x48, 0x8d, 0x0c, 0xf7} + kShift + kCompare + jne(rest.size()) +
           rest + kTrap;
  };
  CHECK(proved(with({0x83, 0xe2, 0x0f})));  // and edx, 15
  CHECK(breaks(with({}), Rule::kStore));
  CHECK(breaks(with({0x81, 0xe2, 0xff, 0x0f, 0, 0}), Rule::kStore));  // and edx, 4095
}

TEST_CASE("frames: stores inside, never at or above the return address") {
  const Code enter{0x55, 0x48, 0x89, 0xe5,
                   0x48, 0x83, 0xec, 0x20};  // push rbp; mov rbp, rsp; sub rsp, 32
  const Code leave{0xc9, 0xc3};
  CHECK(proved(enter + Code{0x48, 0x89, 0x45, 0xf8} + leave));                 // mov [rbp-8], rax
  CHECK(breaks(enter + Code{0x48, 0x89, 0x45, 0x08} + leave, Rule::kStore));   // the return address
  CHECK(breaks(enter + Code{0x48, 0x89, 0x45, 0x10} + leave, Rule::kStore));   // the caller's frame
  CHECK(breaks(enter + Code{0x48, 0x89, 0x45, 0x00} + leave, Rule::kReturn));  // the saved rbp
  CHECK(breaks(enter + Code{0x48, 0x89, 0x44, 0x35, 0xe0} + leave, Rule::kStore));  // [rbp+rsi-32]
  // and esi, 15; mov [rbp + rsi - 32], al
  CHECK(proved(enter + Code{0x83, 0xe6, 0x0f, 0x88, 0x44, 0x35, 0xe0} + leave));
}

TEST_CASE("the stack pointer and saved registers come back as they were") {
  CHECK(breaks({0x53, 0xc3}, Rule::kReturn));                          // push rbx; ret
  CHECK(breaks({0x31, 0xdb, 0xc3}, Rule::kReturn));                    // xor ebx, ebx; ret
  CHECK(proved({0x53, 0x31, 0xdb, 0x5b, 0xc3}));                       // saved and restored
  CHECK(breaks({0x48, 0x89, 0xfc, 0xc3}, Rule::kStackPointer));        // mov rsp, rdi
  CHECK(breaks({0x48, 0x29, 0xf4, 0x50, 0xc3}, Rule::kStackPointer));  // sub rsp, rsi
  CHECK(breaks({0xc2, 0x08, 0x00}, Rule::kReturn));                    // ret 8
  CHECK(breaks({0xe8, 1, 0, 0, 0, 0xc3, 0xc3}, Rule::kStackPointer));  // call, not aligned
  CHECK(proved({0x50, 0xe8, 2, 0, 0, 0, 0x59, 0xc3, 0xc3}));           // push rax; call; pop rcx
  // push rbp; mov rbp, rsp; and rsp, -64; call; leave; ret
  const Code align{0x55, 0x48, 0x89, 0xe5, 0x48, 0x83, 0xe4, 0xc0};
  CHECK(proved(align + Code{0xe8, 2, 0, 0, 0, 0xc9, 0xc3, 0xc3}));
  CHECK(breaks(align + Code{0x50, 0xe8, 2, 0, 0, 0, 0xc9, 0xc3, 0xc3}, Rule::kStackPointer));
  // sub rsp, 0x3000; push rax: over the guard page
  CHECK(breaks({0x48, 0x81, 0xec, 0, 0x30, 0, 0, 0x50, 0x48, 0x81, 0xc4, 8, 0x30, 0, 0, 0xc3},
               Rule::kStackPointer));
}

TEST_CASE("a return goes where the call came from, and nowhere else") {
  CHECK(breaks({0x50, 0xc3}, Rule::kReturn));                                // push rax; ret
  CHECK(breaks({0x58, 0xc3}, Rule::kReturn));                                // pop rax; ret
  CHECK(breaks({0x48, 0x89, 0x04, 0x24, 0xc3}, Rule::kStore));               // mov [rsp], rax
  CHECK(breaks({0x48, 0x87, 0x04, 0x24, 0xc3}, Rule::kStore));               // xchg [rsp], rax
  CHECK(breaks({0x48, 0x83, 0x04, 0x24, 0x05, 0xc3}, Rule::kStore));         // add [rsp], 5
  CHECK(breaks({0xc6, 0x44, 0x24, 0x03, 0x00, 0xc3}, Rule::kStore));         // its fourth byte
  CHECK(breaks({0x50, 0x8f, 0x44, 0x24, 0x00, 0xc3}, Rule::kStackPointer));  // pop [rsp + 0]
  CHECK(breaks({0x48, 0x83, 0xc4, 0x08, 0x50, 0x50, 0x58, 0xc3}, Rule::kStackPointer));
  // A string store that starts in the frame would run over it: lea rdi, [rsp-8]; rep stosb
  CHECK(breaks({0x48, 0x8d, 0x7c, 0x24, 0xf8, 0xf3, 0xaa, 0xc3}, Rule::kStore));
}

namespace data_stack {
const Code kLoad{0x65, 0x48, 0x8b, 0x1c, 0x25, 24, 0, 0, 0};     // mov rbx, gs:24
const Code kRestore{0x65, 0x48, 0x89, 0x1c, 0x25, 24, 0, 0, 0};  // mov gs:24, rbx
const Code kTake{0x48, 0x8d, 0x43, 0xe0, 0x65, 0x48, 0x89,
                 0x04, 0x25, 24,   0,    0,    0};  // lea rax, [rbx - 32]; mov gs:24, rax
const Code kTouch{0x8a, 0x08};                      // mov cl, [rax]
const Code kSave{0x53}, kEnd{0x5b, 0xc3};           // push rbx … pop rbx; ret
const Code kStoreThere{0x48, 0x89, 0x43, 0xf8};     // mov [rbx - 8], rax

Code frame(const Code& body) {
  return kSave + kLoad + kTake + kTouch + body + kRestore + kEnd;
}
}  // namespace data_stack

TEST_CASE("frames on the data stack: stores inside, before and after calls") {
  using namespace data_stack;
  CHECK(proved(frame(kStoreThere)));
  CHECK(breaks(frame({0x48, 0x89, 0x43, 0xf9}), Rule::kStore));  // mov [rbx - 7], rax
  CHECK(breaks(frame({0x48, 0x89, 0x43, 0x08}), Rule::kStore));  // the caller's
  CHECK(breaks(frame({0x48, 0x89, 0x04, 0x33}), Rule::kStore));  // mov [rbx + rsi], rax
  CHECK(breaks(frame({0x48, 0x89, 0x83, 0, 0xe0, 0xff, 0xff}), Rule::kStore));  // far below
  const auto with_call = [](const Code& body) {
    const Code rest = body + kRestore + kEnd;
    const auto over = static_cast<std::uint8_t>(rest.size());
    return kSave + kLoad + kTake + kTouch + Code{0xe8, over, 0, 0, 0} + rest + kReturn;
  };
  CHECK(proved(with_call(kStoreThere)));
}

TEST_CASE("the data stack's pointer is followed, touched before calls, and put back") {
  using namespace data_stack;
  CHECK(breaks(kSave + kLoad + kTake + kTouch + kEnd, Rule::kDataStack));  // not put back
  CHECK(breaks({0x65, 0x48, 0x89, 0x3c, 0x25, 24, 0, 0, 0, 0xc3},
               Rule::kDataStack));  // mov gs:24, rdi
  CHECK(breaks({0x65, 0x48, 0xc7, 0x04, 0x25, 24, 0, 0, 0, 0, 0x10, 0, 0, 0xc3},
               Rule::kDataStack));  // mov gs:24, 4096
  CHECK(breaks(frame({0x65, 0x48, 0x89, 0x24, 0x25, 24, 0, 0, 0}), Rule::kDataStack));  // rsp
  const auto calling = [](const Code& before) {
    const Code rest = kRestore + kEnd;
    const auto over = static_cast<std::uint8_t>(rest.size());
    return before + Code{0xe8, over, 0, 0, 0} + rest + kReturn;
  };
  CHECK(proved(calling(kSave + kLoad + kTake + kTouch)));
  CHECK(breaks(calling(kSave + kLoad + kTake), Rule::kDataStack));  // nobody touched it
  const Code up{0x48, 0x8d, 0x43, 0x20, 0x65, 0x48, 0x89, 0x04, 0x25, 24, 0, 0, 0};
  CHECK(breaks(calling(kSave + kLoad + up + kTouch), Rule::kDataStack));  // the caller's frames
  // lea rax, [rbx - 0x3000]: a touch that far down may be in another SIP's memory
  const Code far{0x48, 0x8d, 0x83, 0, 0xd0, 0xff, 0xff, 0x65, 0x48, 0x89, 0x04, 0x25, 24, 0, 0, 0};
  CHECK(breaks(calling(kSave + kLoad + far + kTouch), Rule::kDataStack));
  // … unless each page on the way was: mov cl, [rbx - 0x1000]; mov cl, [rbx - 0x2000]
  const Code steps{0x8a, 0x8b, 0, 0xf0, 0xff, 0xff, 0x8a, 0x8b, 0, 0xe0, 0xff, 0xff};
  CHECK(proved(calling(kSave + kLoad + far + steps + kTouch)));
  // A repeated string instruction that may do nothing touches nothing: mov rdi, rax; rep stosb
  CHECK(breaks(calling(kSave + kLoad + kTake + Code{0x48, 0x89, 0xc7, 0xf3, 0xaa}),
               Rule::kDataStack));
}

TEST_CASE("stores to the SIP's own data are proved by their place") {
  const auto store_at = [](std::uint64_t target, std::uint8_t displacement) {
    // lea rdi, [rip + target]; mov [rdi + displacement], rax; ret
    Code code{0x48, 0x8d, 0x3d};
    append(code, target - (kText + 7), 4);
    return code + Code{0x48, 0x89, 0x47, displacement} + kReturn;
  };
  CHECK(proved(store_at(kDataBegin, 0)));
  CHECK(proved(store_at(kDataEnd - 16, 8)));
  CHECK(breaks(store_at(kDataEnd - 16, 9), Rule::kStore));
  CHECK(breaks(store_at(0x3000, 0), Rule::kStore));
}

TEST_CASE("code that nothing leads to is refused, padding is not") {
  CHECK(proved(kReturn + Code{0xcc, 0xcc}));
  CHECK(breaks(kReturn + kStore + kReturn, Rule::kUnreached));
}

TEST_CASE("an image is refused for each of them, unless its manifest exempts the SIP") {
  const auto with = [](std::initializer_list<std::uint8_t> code) {
    System system = standard();
    put_code(system.server(), code);
    return system;
  };
  CHECK(finds(with({0x48, 0x89, 0x07}), "BV0340"));
  CHECK(finds(with({0x48, 0x89, 0xfc}), "BV0341"));
  CHECK(finds(with({0x31, 0xdb}), "BV0342"));
  CHECK(finds(with({0xc9, 0xc3}), "BV0343"));
  CHECK(finds(with({0x65, 0x48, 0x89, 0x04, 0x25, 24, 0, 0, 0}), "BV0344"));  // mov gs:24, rax
  // A load is nobody's concern, unless the SIP's maker says that loads are checked.
  System reads = with({0x48, 0x8b, 0x07});
  CHECK(verify(pack(reads)).open_count() == 0);
  replace(reads.server().evidence, "\"flags\"",
          "\"redundant_checks\": \"stores+loads\", \"flags\"");
  CHECK(finds(reads, "BV0345"));
  System exempt = with({0x48, 0x89, 0x07});
  replace(exempt.manifest, "verdict", "unchecked = [\"fixture_server\"]\nverdict");
  CHECK(verify(pack(exempt)).open_count() == 0);
}
