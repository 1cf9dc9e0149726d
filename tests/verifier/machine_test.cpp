// Layer 3: each finding has a SIP that gets it, and what compilers write passes.
#include "support/verdict.hpp"

using namespace fixture;

namespace {

System with_code(std::initializer_list<std::uint8_t> code) {
  System system = standard();
  put_code(system.server(), code);
  return system;
}

bool refuses_code(std::initializer_list<std::uint8_t> code, std::string_view number) {
  return finds(with_code(code), number);
}

// By its form; what it stores to is stores_test.cpp's subject.
bool accepts_code(std::initializer_list<std::uint8_t> code) {
  System system = with_code(code);
  replace(system.manifest, "verdict", "unchecked = [\"fixture_server\"]\nverdict");
  const verifier::Report report = verify(pack(system));
  INFO(verifier::render_text(report, false));
  CHECK(report.open_count() == 0);
  return report.open_count() == 0;
}

// An instruction whose last four bytes are a displacement from its end to `target`.
System with_rip_operand(std::initializer_list<std::uint8_t> opcode, std::uint64_t target) {
  System system = standard();
  Sip& sip = system.server();
  const std::size_t place = patch_place(sip);
  put_code(sip, opcode);
  const std::uint64_t end = sip.text.address + place + opcode.size() + 4;
  put(sip.text.bytes, place + opcode.size(), target - end, 4);
  return system;
}

}  // namespace

TEST_CASE("what reaches beyond the SIP is not on the allow-list") {
  CHECK(refuses_code({0xfa}, "BV0302"));                          // cli
  CHECK(refuses_code({0xfb}, "BV0302"));                          // sti
  CHECK(refuses_code({0xf4}, "BV0302"));                          // hlt
  CHECK(refuses_code({0xee}, "BV0302"));                          // out dx, al
  CHECK(refuses_code({0xe4, 0x60}, "BV0302"));                    // in al, 0x60
  CHECK(refuses_code({0x6c}, "BV0302"));                          // insb
  CHECK(refuses_code({0x0f, 0x05}, "BV0302"));                    // syscall
  CHECK(refuses_code({0x0f, 0x30}, "BV0302"));                    // wrmsr
  CHECK(refuses_code({0x0f, 0x31}, "BV0302"));                    // rdtsc
  CHECK(refuses_code({0x0f, 0x01, 0xef}, "BV0302"));              // wrpkru
  CHECK(refuses_code({0xf3, 0x48, 0x0f, 0xae, 0xd8}, "BV0302"));  // wrgsbase rax
  CHECK(refuses_code({0x0f, 0x01, 0xf8}, "BV0302"));              // swapgs
  CHECK(refuses_code({0x0f, 0x00, 0xd8}, "BV0302"));              // ltr ax
  CHECK(refuses_code({0xcd, 0x80}, "BV0302"));                    // int 0x80
  CHECK(refuses_code({0x48, 0xcf}, "BV0302"));                    // iretq
  CHECK(refuses_code({0x9d}, "BV0302"));                          // popf
  CHECK(refuses_code({0xfd}, "BV0302"));                          // std
  CHECK(refuses_code({0xd8, 0xc0}, "BV0302"));                    // fadd
  CHECK(refuses_code({0x0f, 0x77}, "BV0302"));                    // emms
  CHECK(refuses_code({0xc5, 0xf8, 0x58, 0xc0}, "BV0302"));        // vaddps
  CHECK(refuses_code({0x0f, 0xa2}, "BV0302"));                    // cpuid
  CHECK(refuses_code({0xa6}, "BV0302"));                          // cmpsb
}

TEST_CASE("each finding about an instruction's form has code that gets it") {
  CHECK(refuses_code({0x06}, "BV0301"));              // no instruction in 64-bit mode
  CHECK(refuses_code({0xf3, 0xc3}, "BV0303"));        // rep ret
  CHECK(refuses_code({0x48, 0x66, 0x90}, "BV0303"));  // REX that is not last
  CHECK(refuses_code({0x66, 0x0f, 0x84, 0, 0, 0, 0},
                     "BV0303"));                // jz whose length depends on the processor's maker
  CHECK(refuses_code({0x66, 0xc3}, "BV0303"));  // ret of 16 bits
  CHECK(refuses_code({0xd1, 0xf0}, "BV0302"));  // shl as /6
  CHECK(refuses_code({0xf6, 0xc8, 0x00}, "BV0302"));                           // test as /1
  CHECK(refuses_code({0x67, 0x8b, 0x00}, "BV0303"));                           // 32-bit addressing
  CHECK(refuses_code({0x0f, 0x22, 0xd8}, "BV0304"));                           // mov cr3, rax
  CHECK(refuses_code({0x8e, 0xd8}, "BV0304"));                                 // mov ds, eax
  CHECK(refuses_code({0x0f, 0xa9}, "BV0304"));                                 // pop gs
  CHECK(refuses_code({0x0f, 0x6f, 0xc1}, "BV0304"));                           // movq mm0, mm1
  CHECK(refuses_code({0x64, 0x48, 0x8b, 0x00}, "BV0305"));                     // mov rax, fs:[rax]
  CHECK(refuses_code({0x65, 0x48, 0x8b, 0x00}, "BV0305"));                     // mov rax, gs:[rax]
  CHECK(refuses_code({0x65, 0x48, 0x8b, 0x04, 0x25, 32, 0, 0, 0}, "BV0305"));  // mov rax, gs:32
  CHECK(refuses_code({0x65, 0x48, 0x89, 0x04, 0x25, 16, 0, 0, 0}, "BV0305"));  // mov gs:16, rax
  CHECK(refuses_code({0x65, 0x48, 0x01, 0x04, 0x25, 24, 0, 0, 0}, "BV0305"));  // add gs:24, rax
}

TEST_CASE("what compilers write passes") {
  CHECK(accepts_code({0x65, 0x48, 0x8b, 0x04, 0x25, 24, 0, 0, 0}));    // mov rax, gs:24
  CHECK(accepts_code({0x65, 0x48, 0x8b, 0x04, 0x25, 16, 0, 0, 0}));    // mov rax, gs:16
  CHECK(accepts_code({0x65, 0x48, 0x89, 0x04, 0x25, 24, 0, 0, 0}));    // mov gs:24, rax
  CHECK(accepts_code({0x67, 0x0f, 0xb9, 0x40, 0x02}));                 // ud1 2(%eax), %eax
  CHECK(accepts_code({0xf3, 0x48, 0xa5}));                             // rep movsq
  CHECK(accepts_code({0xf0, 0x48, 0x0f, 0xc1, 0x08}));                 // lock xadd [rax], rcx
  CHECK(accepts_code({0xf3, 0x0f, 0xbc, 0xc1}));                       // rep bsf
  CHECK(accepts_code({0xf2, 0x0f, 0x10, 0x00}));                       // movsd xmm0, [rax]
  CHECK(accepts_code({0x66, 0x0f, 0x6f, 0x00}));                       // movdqa xmm0, [rax]
  CHECK(accepts_code({0x66, 0x2e, 0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0}));  // cs nopw
  CHECK(accepts_code({0x48, 0x83, 0x0c, 0x24, 0x00}));                 // or qword [rsp], 0
}

TEST_CASE("hidden instructions that a branch reaches are refused") {
  // mov eax, 0x300fc3fa holds cli (and wrmsr); the jump before it goes to its second byte.
  CHECK(refuses_code({0xeb, 0x01, 0xb8, 0xfa, 0xc3, 0x0f, 0x30}, "BV0306"));
  CHECK(refuses_code({0xe8, 0x01, 0, 0, 0, 0xb8, 0x0f, 0x05, 0xc3, 0x90},
                     "BV0306"));                // call into mov eax, …: syscall; ret
  CHECK(refuses_code({0x74, 0xff}, "BV0306"));  // into itself
}

TEST_CASE("each finding about branches has code that gets it") {
  CHECK(refuses_code({0xe9, 0x00, 0x00, 0x10, 0x00}, "BV0307"));
  CHECK(refuses_code({0xe9, 0x00, 0x00, 0x00, 0x80}, "BV0307"));
  CHECK(refuses_code({0xff, 0xe0}, "BV0308"));                           // jmp rax
  CHECK(refuses_code({0xff, 0xd0}, "BV0308"));                           // call rax
  CHECK(refuses_code({0xff, 0x20}, "BV0308"));                           // jmp [rax]
  CHECK(refuses_code({0xff, 0x10}, "BV0308"));                           // call [rax]
  CHECK(refuses_code({0xff, 0x24, 0x24}, "BV0308"));                     // jmp [rsp]
  CHECK(refuses_code({0xff, 0x55, 0xf8}, "BV0308"));                     // call [rbp - 8]
  CHECK(refuses_code({0xff, 0x24, 0xc5, 0, 0x20, 0, 0}, "BV0308"));      // jmp [rax*8 + table]
  CHECK(refuses_code({0x65, 0xff, 0x24, 0x25, 24, 0, 0, 0}, "BV0305"));  // jmp gs:24
  CHECK(refuses_code({0x41, 0xff, 0xe3}, "BV0308"));                     // jmp r11
  CHECK(refuses_code({0xe3, 0x00}, "BV0302"));                           // jrcxz
  CHECK(refuses_code({0xe2, 0x00}, "BV0302"));                           // loop
  CHECK(refuses_code({0xff, 0x28}, "BV0310"));                           // jmp far [rax]
  CHECK(refuses_code({0xff, 0x18}, "BV0310"));                           // call far [rax]
  CHECK(refuses_code({0xcb}, "BV0310"));                                 // retf
  const Sip sip = standard().server();
  CHECK(finds(with_rip_operand({0xff, 0x25}, sip.data.address), "BV0309"));  // jmp through data
  CHECK(finds(with_rip_operand({0xff, 0x25}, sip.imports.address + 4),
              "BV0309"));  // between two slots
  CHECK(finds(with_rip_operand({0xff, 0x15}, sip.imports.address),
              "BV0309"));  // call, which no thunk does
  CHECK(finds(with_rip_operand({0xff, 0x15}, sip.data.address), "BV0309"));  // call through data
  CHECK(finds(with_rip_operand({0xff, 0x25}, sip.imports.address + sip.imports.bytes.size()),
              "BV0309"));  // behind the last slot
}

TEST_CASE("the text cannot be left at its end, and is entered at an instruction") {
  System system = standard();
  system.server().text.bytes.back() = 0x90;
  CHECK(finds(system, "BV0311"));
  system = standard();
  system.server().entry += 2;  // into mov rbp, rsp
  CHECK(finds(system, "BV0312"));
  system.server().entry = 0x5000;
  CHECK(finds(system, "BV0312"));
}

TEST_CASE("each finding about memory operands has code that gets it") {
  const Sip sip = standard().server();
  CHECK(refuses_code({0x48, 0x8b, 0x04, 0x25, 0, 0, 0, 0x40}, "BV0313"));  // mov rax, [0x40000000]
  CHECK(
      refuses_code({0x48, 0xa3, 0, 0, 0, 0x40, 0, 0, 0, 0}, "BV0313"));  // movabs [0x40000000], rax
  CHECK(finds(with_rip_operand({0x48, 0x89, 0x05}, sip.text.address), "BV0314"));  // store to text
  CHECK(finds(with_rip_operand({0x48, 0x89, 0x05}, sip.imports.address),
              "BV0314"));                                                  // store to imports
  CHECK(finds(with_rip_operand({0x48, 0x8b, 0x05}, 0x100000), "BV0315"));  // load from elsewhere
  CHECK(finds(with_rip_operand({0x48, 0x8b, 0x05}, sip.data.address + 12),
              "BV0315"));  // over the end
}

TEST_CASE("each finding about patches has a table that gets it") {
  const auto with_patch = [](std::uint64_t offset, std::uint64_t kind) {
    System system = standard();
    append(system.server().patches,
           system.server().text.address + patch_place(system.server()) + offset, 8);
    append(system.server().patches, kind, 8);
    return system;
  };
  CHECK(finds(with_patch(0, 9), "BV0316"));
  CHECK(finds(with_patch(0, 1), "BV0317"));         // a nop
  CHECK(finds(with_patch(0x100000, 1), "BV0317"));  // outside the text
  System system = with_patch(1, 2);
  put_code(system.server(), {0xe9, 0, 0, 0, 0});  // a branch's target
  CHECK(finds(system, "BV0317"));
  system = with_patch(4, 2);
  put_code(system.server(), {0x66, 0x89, 0x04, 0x4d, 0, 0, 0, 0});  // a store to [rcx*2 + map]
  CHECK(finds(system, "BV0317"));
  system = with_patch(4, 2);
  put_code(system.server(), {0x66, 0x8b, 0x04, 0x4d, 1, 0, 0, 0});  // the load of it, but not zero
  CHECK(finds(system, "BV0318"));
  system = with_patch(2, 3);
  put_code(system.server(), {0x48, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0});  // movabs rax, map
  CHECK(verify(pack(system)).open_count() == 0);
}

TEST_CASE("each finding about segments has a SIP that gets it") {
  System system = standard();
  system.server().text.access = 7;
  CHECK(finds(system, "BV0320"));
  system = standard();
  system.server().data.access = 7;
  CHECK(finds(system, "BV0320"));
  system = standard();
  system.server().imports.access = 3;
  CHECK(finds(system, "BV0321"));
  system = standard();
  system.server().data.address = system.server().read_only.address;
  CHECK(finds(system, "BV0322"));
  system = standard();
  system.server().data.memory_size = std::uint64_t{1} << 40;
  CHECK(finds(system, "BV0322"));
  system = standard();
  system.server().text = {{}, 0, 0, 0};
  CHECK(finds(system, "BV0323"));
}

TEST_CASE("each finding about imports has a SIP that gets it") {
  System system = standard();
  put(system.server().imports.bytes, 0, 9999, 8);
  CHECK(finds(system, "BV0324"));
  system = standard();
  put(system.server().imports.bytes, 0, 1, 8);  // process_exit twice
  CHECK(finds(system, "BV0324"));
  system = standard();
  put(system.server().imports.bytes, 0, 80,
      8);  // console_write, which the manifest does not permit
  CHECK(finds(system, "BV0325"));
  system = standard();
  replace(system.server().manifest, "\"diagnosis\", ", "");
  CHECK(finds(system, "BV0325"));
  system = standard();
  system.server().imports.bytes.push_back(0);
  CHECK(finds(system, "BV0326"));
}

TEST_CASE("each finding about relocations has a SIP that gets it") {
  const auto with_relocation = [](std::uint64_t address, std::uint64_t addend) {
    System system = standard();
    system.server().relocations.clear();
    append(system.server().relocations, address, 8);
    append(system.server().relocations, addend, 8);
    return system;
  };
  const Sip sip = standard().server();
  CHECK(finds(with_relocation(sip.text.address, sip.data.address), "BV0327"));
  CHECK(finds(with_relocation(sip.imports.address, sip.data.address), "BV0327"));
  CHECK(finds(with_relocation(~std::uint64_t{0}, sip.data.address), "BV0327"));
  CHECK(finds(with_relocation(sip.data.address, 0x7000000), "BV0328"));
  CHECK(finds(with_relocation(sip.data.address, ~std::uint64_t{0}), "BV0328"));
  System system = with_relocation(sip.data.address, sip.data.address);
  append(system.server().relocations, sip.data.address + 4, 8);
  append(system.server().relocations, sip.data.address, 8);
  CHECK(finds(system, "BV0329"));
}

TEST_CASE("a flood of findings ends early") {
  System system = standard();
  system.server().text.bytes.assign(std::size_t{32} << 20, 0xfa);
  system.server().text.memory_size = system.server().text.bytes.size();
  const verifier::Report report = verify(pack(system));
  CHECK(report.has(302));
  CHECK(report.count(verifier::Group::kMachine) < 20000);
  CHECK(report.findings().size() < 500);
  system = standard();
  system.server().relocations.assign(std::size_t{16} << 20, 0xff);
  CHECK(verify(pack(system)).count(verifier::Group::kMachine) < 20000);
}
