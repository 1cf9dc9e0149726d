// Layer 2, first step: each finding has a module that gets it.
#include "bitcode/bitcode.hpp"
#include "support/verdict.hpp"

using namespace fixture;

namespace {

const std::string kTarget =
    "target datalayout = \"e-m:e-v128:32-v16:16-v32:32-v96:32-n8:16:32:64-S128\"\ntarget triple = "
    "\"le64\"\n"
    "define i32 @sip_main_entry() {\n  ret i32 0\n}\n";

bool finds_in(const std::string& rest, std::string_view number) {
  System system = standard();
  system.server().bitcode = assemble(kTarget + rest);
  return finds(system, number);
}

bool body_finds(const std::string& body, std::string_view number, const std::string& rest = "") {
  return finds_in(
      "define internal void @body(ptr %p, i64 %n) {\n" + body + "\n  ret void\n}\n" + rest, number);
}

}  // namespace

TEST_CASE("bitcode that cannot be read is refused without a crash") {
  System system = standard();
  system.server().bitcode.clear();
  CHECK(finds(system, "BV0402"));
  system.server().bitcode = {'B', 'C', 0xc0, 0xde, 1, 2, 3, 4};
  CHECK(finds(system, "BV0401"));
  const Bytes good = standard().server().bitcode;
  for (std::size_t i = 0; i < 40; ++i) {
    system.server().bitcode = good;
    system.server().bitcode[good.size() / 41 * (i + 1)] ^= static_cast<std::uint8_t>(1u << i % 8);
    (void)verify(pack(system));  // any verdict, but one
  }
}

TEST_CASE("each finding about a module has one that gets it") {
  System system = standard();
  system.server().bitcode = assemble(
      "target triple = \"x86_64-unknown-none\"\ndefine i32 @sip_main_entry() {\n  ret i32 0\n}\n");
  CHECK(finds(system, "BV0403"));
  system.server().bitcode = assemble("target triple = \"le64\"\n");
  CHECK(finds(system, "BV0417"));
  CHECK(finds_in("module asm \"cli\"\n", "BV0404"));
  CHECK(finds_in("!llvm.linker.options = !{!0}\n!0 = !{!\"-lc\"}\n", "BV0404"));
  CHECK(finds_in("@other = alias i32 (), ptr @sip_main_entry\n", "BV0405"));
  CHECK(finds_in("@state = internal global i32 0\n", "BV0406"));
  CHECK(finds_in("@state = external constant i32\n", "BV0406"));
  CHECK(finds_in("@llvm.global_ctors = appending global [0 x { i32, ptr, ptr }] zeroinitializer\n",
                 "BV0406"));
  CHECK(finds_in("@_Zplaced = constant i32 0, section \".text\"\n", "BV0406"));
  CHECK(finds_in("define void @memcpy() {\n  ret void\n}\n", "BV0407"));
  CHECK(finds_in("define void @sip_channel_send(i64 %a, i32 %b, ptr %c, i32 %d) {\n  ret void\n}\n",
                 "BV0407"));
}

TEST_CASE("each finding about callees has a module that gets it") {
  CHECK(finds_in("declare void @system(ptr)\n", "BV0408"));
  CHECK(finds_in("declare void @sip_channel_close(i32)\n", "BV0409"));
  CHECK(finds_in("declare void @sip_test_null_access()\n", "BV0418"));
  CHECK(
      body_finds("  call void @llvm.assume(i1 true)", "BV0412", "declare void @llvm.assume(i1)\n"));
  CHECK(body_finds("  call void @llvm.memcpy.p0.p0.i64(ptr %p, ptr %p, i64 %n, i1 false)", "BV0412",
                   "declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)\n"));
  CHECK(body_finds("  call void %p()", "BV0413"));
  CHECK(body_finds("  call void asm sideeffect \"cli\", \"\"()", "BV0413"));
  CHECK(body_finds("  call void @sip_channel_close(i64 %n, i64 %n)", "BV0413",
                   "declare void @sip_channel_close(i64)\n"));
}

TEST_CASE("test hooks are callable in a SIP whose evidence admits them") {
  System system = standard();
  system.server().bitcode = assemble(kTarget + "declare void @sip_test_null_access()\n");
  replace(system.server().evidence, "\"test_hooks\": false", "\"test_hooks\": true");
  const verifier::Report report = verify(pack(system));
  CHECK(report.has(209));
  CHECK_FALSE(report.has(418));
}

TEST_CASE("each finding about functions and instructions has a module that gets it") {
  CHECK(finds_in("define internal void @f() naked {\n  unreachable\n}\n", "BV0410"));
  CHECK(finds_in("define internal void @f() \"patchable-function\"=\"x\" {\n  ret void\n}\n",
                 "BV0410"));
  CHECK(finds_in("define internal x86_intrcc void @f(ptr byval(i64) %p) {\n  ret void\n}\n",
                 "BV0410"));
  CHECK(finds_in("define internal void @f() section \".rodata\" {\n  ret void\n}\n", "BV0410"));
  CHECK(body_finds("  %q = inttoptr i64 %n to ptr", "BV0411"));
  CHECK(body_finds("  %q = ptrtoint ptr %p to i64", "BV0411"));
  CHECK(body_finds("  fence seq_cst", "BV0411"));
  CHECK(body_finds("  store ptr inttoptr (i64 4096 to ptr), ptr %p", "BV0414"));
  CHECK(body_finds("  %v = load volatile i32, ptr %p", "BV0415"));
  CHECK(body_finds("  %v = load atomic i32, ptr %p seq_cst, align 4", "BV0415"));
  CHECK(body_finds("  %a = alloca i8, i64 %n", "BV0415"));
  CHECK(body_finds("  %v = load <4 x i32>, ptr %p", "BV0416"));
  CHECK(body_finds("  %v = load i128, ptr %p", "BV0416"));
  CHECK(body_finds("  %v = load ptr addrspace(256), ptr %p", "BV0416"));
  CHECK(body_finds("  %v = load x86_fp80, ptr %p", "BV0416"));
}

TEST_CASE("the verifier's list of primitives is the SDK's") {
  // Written from docs/primitives.md by hand; a primitive that only one side knows would be refused,
  // or worse, not checked.
  std::uint64_t functions = 0;
  const Bytes module = assemble(kTarget +
                                "declare void @sip_channel_send(i64, i32, ptr, i32)\ndeclare i32 "
                                "@sip_channel_receive(i64, ptr, i32, i64)\n");
  CHECK(verifier::inspect_bitcode(verifier::View(module), verifier::Hooks::kForbidden, functions)
            .empty());
  CHECK(functions == 1);
}
