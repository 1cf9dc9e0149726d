// Layer 2, the derivation: each finding has a small module that gets it, and its harmless twin that
// does not.
#include "bitcode/bitcode.hpp"
#include "support/verdict.hpp"

using namespace fixture;

namespace {

const std::string kTarget =
    "target datalayout = \"e-m:e-v128:32-v16:16-v32:32-v96:32-n8:16:32:64-S128\"\ntarget triple = "
    "\"le64\"\n";

std::vector<verifier::BitcodeFinding> inspect(const std::string& text) {
  const Bytes module = assemble(kTarget + text);
  std::uint64_t functions = 0;
  return verifier::inspect_bitcode(verifier::View(module), verifier::Hooks::kForbidden, functions);
}

std::string listed(const std::vector<verifier::BitcodeFinding>& findings) {
  std::string text;
  for (const auto& finding : findings)
    text += std::to_string(finding.number) + " " + finding.place + ": " + finding.detail + "\n";
  return text;
}

bool has(const std::vector<verifier::BitcodeFinding>& findings, std::string_view number) {
  unsigned value = 0;
  REQUIRE(verifier::parse_number(number, value));
  INFO(number << " expected, found: " << listed(findings));
  bool found = false;
  for (const auto& finding : findings) found = found || finding.number == value;
  CHECK(found);
  return found;
}

// The whole module, whose entry has this body.
std::string entry(const std::string& body, const std::string& rest = "") {
  return "define i32 @sip_main_entry() {\n" + body + "\n  ret i32 0\n}\n" + rest;
}

bool finds(const std::string& body, std::string_view number, const std::string& rest = "") {
  return has(inspect(entry(body, rest)), number);
}

bool passes(const std::string& body, const std::string& rest = "") {
  const auto findings = inspect(entry(body, rest));
  INFO(listed(findings));
  CHECK(findings.empty());
  return findings.empty();
}

const std::string kClose = "declare void @sip_channel_close(i64)\n";
const std::string kStart = "declare i64 @sip_start_endpoint(i32)\n";
const std::string kCells =
    "declare i64 @sip_shared_make(i64, i32)\ndeclare void @sip_shared_drop(i64)\n"
    "declare void @sip_shared_keep(i64)\ndeclare ptr @sip_shared_content(i64, i64)\n";

}  // namespace

TEST_CASE("pointers come from variables, constants and primitives, and stay in their objects") {
  CHECK(passes("  %a = alloca i64, align 8\n  store i64 1, ptr %a, align 8"));
  CHECK(
      finds("  %a = alloca [4 x i8], align 8\n  %n = call i64 @sip_time_now()\n"
            "  %p = getelementptr i8, ptr %a, i64 %n",
            "BV0420", "declare i64 @sip_time_now()\n"));
  CHECK(
      finds("  %a = alloca i64, align 8\n  store i64 4096, ptr %a, align 8\n"
            "  %p = load ptr, ptr %a, align 8\n  store i8 1, ptr %p",
            "BV0424"));
  CHECK(
      finds("  %a = alloca ptr, align 8\n  store ptr %a, ptr %a, align 8\n"
            "  %n = load i64, ptr %a, align 8",
            "BV0424"));
  CHECK(
      finds("  %a = alloca i64, align 8\n  %p = getelementptr i8, ptr %a, i64 8\n"
            "  store i8 1, ptr %p",
            "BV0422"));
  CHECK(finds("  %a = alloca i64, align 8\n  %p = getelementptr i8, ptr %a, i64 -1", "BV0422"));
  CHECK(finds("  %a = alloca i32, align 4\n  store i64 1, ptr %a, align 4", "BV0422"));
  CHECK(finds("  store i8 1, ptr @_Zc", "BV0427", "@_Zc = constant i8 0\n"));
}

TEST_CASE("references are set before they are used") {
  CHECK(finds("  %a = alloca ptr, align 8\n  %p = load ptr, ptr %a, align 8\n  store i8 1, ptr %p",
              "BV0421"));
  CHECK(
      finds("  %a = alloca ptr, align 8\n  store ptr null, ptr %a, align 8\n"
            "  %p = load ptr, ptr %a, align 8\n  %n = load i8, ptr %p",
            "BV0421"));
  const std::string on_one_path =
      "  %a = alloca ptr, align 8\n  %b = alloca i8, align 1\n  store i8 0, ptr %b\n"
      "  %n = call i64 @sip_time_now()\n  %c = icmp eq i64 %n, 0\n"
      "  br i1 %c, label %set, label %use\nset:\n  store ptr %b, ptr %a, align 8\n"
      "  br label %use\nuse:\n  %p = load ptr, ptr %a, align 8\n  store i8 1, ptr %p";
  CHECK(finds(on_one_path, "BV0421", "declare i64 @sip_time_now()\n"));
  CHECK(finds("  %a = alloca i64, align 8\n  %n = load i64, ptr %a, align 8", "BV0425"));
}

TEST_CASE("references do not outlive what they refer to") {
  CHECK(finds("  %p = call ptr @_Zf()\n  store i8 1, ptr %p", "BV0423",
              "define internal ptr @_Zf() {\n  %a = alloca i8, align 1\n  ret ptr %a\n}\n"));
  CHECK(finds("  %p = alloca i8, align 1\n  %q = call ptr @_Zf(ptr byval(i8) align 1 %p)", "BV0423",
              "define internal ptr @_Zf(ptr byval(i8) align 1 %0) {\n  ret ptr %0\n}\n"));
  CHECK(finds("  %s = alloca ptr, align 8\n  call void @_Zf(ptr %s)", "BV0423",
              "define internal void @_Zf(ptr %0) {\n  %a = alloca i8, align 1\n"
              "  store ptr %a, ptr %0, align 8\n  ret void\n}\n"));
  CHECK(
      finds("  %a = alloca i8, align 1\n  call void @llvm.lifetime.start.p0(i64 1, ptr %a)\n"
            "  call void @llvm.lifetime.end.p0(i64 1, ptr %a)\n  store i8 1, ptr %a",
            "BV0423",
            "declare void @llvm.lifetime.start.p0(i64, ptr nocapture)\n"
            "declare void @llvm.lifetime.end.p0(i64, ptr nocapture)\n"));
  CHECK(passes("  %a = alloca i8, align 1\n  %p = call ptr @_Zf(ptr %a)\n  store i8 1, ptr %p",
               "define internal ptr @_Zf(ptr %0) {\n  ret ptr %0\n}\n"));
}

TEST_CASE("handles are made by primitives and used until they are given away") {
  CHECK(passes("  %e = call i64 @sip_start_endpoint(i32 0)\n  call void @sip_channel_close(i64 %e)",
               kClose + kStart));
  CHECK(finds("  call void @sip_channel_close(i64 77)", "BV0429", kClose));
  CHECK(
      finds("  %e = call i64 @sip_start_endpoint(i32 0)\n  call void @sip_channel_close(i64 %e)\n"
            "  call void @sip_channel_close(i64 %e)",
            "BV0428", kClose + kStart));
  CHECK(
      finds("  %c = call i64 @sip_shared_make(i64 8, i32 0)\n  call void @sip_shared_drop(i64 %c)\n"
            "  %p = call ptr @sip_shared_content(i64 %c, i64 8)",
            "BV0428", kCells));
  CHECK(passes(
      "  %c = call i64 @sip_shared_make(i64 8, i32 0)\n  call void @sip_shared_keep(i64 %c)\n"
      "  call void @sip_shared_drop(i64 %c)\n"
      "  %p = call ptr @sip_shared_content(i64 %c, i64 8)\n  store i64 1, ptr %p, align 8",
      kCells));
  CHECK(
      finds("  %e = call i64 @sip_start_endpoint(i32 0)\n"
            "  %p = call ptr @sip_shared_content(i64 %e, i64 8)",
            "BV0429", kCells + kStart));
}

TEST_CASE("primitives get what their rules say") {
  const std::string log = "declare void @sip_log_line(ptr, i64, i64)\n";
  CHECK(
      passes("  %a = alloca i64, align 8\n  store i64 0, ptr %a, align 8\n"
             "  call void @sip_log_line(ptr %a, i64 8, i64 8)",
             log));
  CHECK(
      finds("  %a = alloca i64, align 8\n  store i64 0, ptr %a, align 8\n"
            "  call void @sip_log_line(ptr %a, i64 8, i64 9)",
            "BV0422", log));
  CHECK(
      finds("  %a = alloca i64, align 8\n  store i64 0, ptr %a, align 8\n"
            "  %n = load i64, ptr %a, align 8\n  %m = call i64 @sip_time_now()\n"
            "  call void @sip_log_line(ptr %a, i64 8, i64 %m)",
            "BV0426", log + "declare i64 @sip_time_now()\n"));
  CHECK(
      finds("  %a = alloca ptr, align 8\n  store ptr %a, ptr %a, align 8\n"
            "  call void @sip_log_line(ptr %a, i64 8, i64 8)",
            "BV0426", log));
  CHECK(finds(
      "  %a = alloca { ptr, i64 }, align 8\n"
      "  store { ptr, i64 } { ptr @_Zt, i64 5 }, ptr %a, align 8\n"
      "  call void @sip_log_text(ptr %a)",
      "BV0426", "declare void @sip_log_text(ptr)\n@_Zt = constant [4 x i8] zeroinitializer\n"));
}

TEST_CASE("what is put into a cell is given away") {
  const std::string cells =
      "declare void @sip_cell_make(ptr)\ndeclare ptr @sip_reference_at(ptr)\n"
      "declare void @sip_cell_put_endpoint(i64, i64)\ndeclare i64 @sip_cell_take_endpoint(i64)\n"
      "declare i64 @sip_cell_take_block(i64, ptr)\n" +
      kClose + kStart;
  const std::string put =
      "  %r = alloca ptr, align 8\n  store ptr null, ptr %r, align 8\n"
      "  call void @sip_cell_make(ptr %r)\n  %p = call ptr @sip_reference_at(ptr %r)\n"
      "  %c = load i64, ptr %p, align 8\n  %e = call i64 @sip_start_endpoint(i32 0)\n"
      "  call void @sip_cell_put_endpoint(i64 %c, i64 %e)\n";
  CHECK(passes(put + "  %f = call i64 @sip_cell_take_endpoint(i64 %c)\n"
                     "  call void @sip_channel_close(i64 %f)",
               cells));
  CHECK(finds(put + "  call void @sip_channel_close(i64 %e)", "BV0428", cells));
  CHECK(finds(
      put + "  %n = alloca i64, align 8\n  %f = call i64 @sip_cell_take_block(i64 %c, ptr %n)\n"
            "  call void @sip_channel_close(i64 %f)",
      "BV0429", cells));
  CHECK(finds(put + "  %q = getelementptr i8, ptr %p, i64 8\n  %x = load i64, ptr %q, align 8",
              "BV0422", cells));
}

TEST_CASE("nothing is promised to the optimiser that is not proved") {
  const std::string time = "declare i64 @sip_time_now()\n";
  const std::string number = "  %n = call i64 @sip_time_now()\n";
  CHECK(finds(number + "  %m = add nsw i64 %n, 1", "BV0430", time));
  CHECK(finds(number + "  %m = udiv exact i64 %n, 2", "BV0430", time));
  CHECK(finds("  %f = fadd fast double 1.0, 2.0", "BV0430"));
  CHECK(
      finds("  %a = alloca i64, align 8\n  store i64 1, ptr %a, align 8\n"
            "  %n = load i64, ptr %a, align 8, !range !0",
            "BV0430", "!0 = !{i64 0, i64 1}\n"));
  CHECK(finds("  call void @_Zf()", "BV0430",
              "define internal void @_Zf() willreturn {\n  ret void\n}\n"));
  CHECK(finds("  %a = alloca i8, align 1\n  call void @_Zf(ptr %a)", "BV0430",
              "define internal void @_Zf(ptr noalias %0) {\n  ret void\n}\n"));
  CHECK(finds("  %a = alloca i8, align 1\n  call void @_Zf(ptr dereferenceable(2) %a)", "BV0422",
              "define internal void @_Zf(ptr %0) {\n  ret void\n}\n"));
  CHECK(finds(
      "  %a = alloca i8, align 1\n  call void @_Zf(ptr noalias sret(i8) align 1 %a, ptr %a)",
      "BV0430",
      "define internal void @_Zf(ptr noalias sret(i8) align 1 %0, ptr %1) {\n  ret void\n}\n"));
  CHECK(finds("  %a = alloca { i8, i64 }, align 8", "BV0431"));
  CHECK(finds(
      number + "  %c = icmp eq i64 %n, 0\n  br i1 %c, label %a, label %b\na:\n  unreachable\nb:",
      "BV0433", time));
}

TEST_CASE("what cannot be followed is refused") {
  std::string chain;
  for (int i = 0; i < 300; ++i) {
    chain += "define internal void @_Zf" + std::to_string(i) + "() {\n  call void @_Zf" +
             std::to_string(i + 1) + "()\n  ret void\n}\n";
  }
  chain += "define internal void @_Zf300() {\n  ret void\n}\n";
  CHECK(finds("  call void @_Zf0()", "BV0432", chain));
  CHECK(passes("  call void @_Zf()",
               "define internal void @_Zf() {\n  call void @_Zf()\n  ret void\n}\n"));
  const std::string threads =
      "define void @sip_thread_main(i64 %0) {\n  %2 = call i64 @sip_thread_gate(i64 %0)\n"
      "  %3 = call ptr @sip_thread_closure(i64 %0)\n  store i64 1, ptr %3\n"
      "  call void @sip_thread_exit()\n  unreachable\n}\ndeclare i64 @sip_thread_gate(i64)\n"
      "declare ptr @sip_thread_closure(i64)\ndeclare void @sip_thread_exit()\n";
  CHECK(finds("", "BV0434", threads));
  CHECK(finds("  %p = call ptr @sip_thread_closure(i64 0)", "BV0435",
              "declare ptr @sip_thread_closure(i64)\n"));
}

namespace {

const std::string kBlocks =
    "declare i64 @sip_exchange_allocate(i64)\ndeclare void @sip_exchange_release(i64)\n";
const std::string kTime = "declare i64 @sip_time_now()\n";
const std::string kTrap = "declare void @llvm.ubsantrap(i8 immarg)\n";

// Clang's form of `take()`: what is in the slot, which holds zero afterwards.
const std::string kTake =
    "define internal i64 @_Ztake(ptr %0) {\n  %h = load i64, ptr %0, align 8\n"
    "  store i64 0, ptr %0, align 8\n  ret i64 %h\n}\n";
// An owner in a slot.
const std::string kOwner =
    "  %s = alloca i64, align 8\n  %e = call i64 @sip_start_endpoint(i32 0)\n"
    "  store i64 %e, ptr %s, align 8\n";
std::string closed(const std::string& name) {
  return "  %" + name + " = call i64 @_Ztake(ptr %s)\n  call void @sip_channel_close(i64 %" + name +
         ")\n";
}
const std::string kEndpoints = kClose + kStart + kTake;

}  // namespace

TEST_CASE("an owner that was moved away is used no more") {
  CHECK(passes(kOwner + closed("a"), kEndpoints));
  CHECK(finds(kOwner + closed("a") + closed("b"), "BV0436", kEndpoints));
  // It may be filled again.
  CHECK(passes(kOwner + closed("a") +
                   "  %f = call i64 @sip_start_endpoint(i32 1)\n  store i64 %f, ptr %s, align 8\n" +
                   closed("b"),
               kEndpoints));
  const std::string on_one_path = kOwner +
                                  "  %n = call i64 @sip_time_now()\n  %c = icmp eq i64 %n, 0\n"
                                  "  br i1 %c, label %give, label %keep\ngive:\n" +
                                  closed("a") + "  br label %keep\nkeep:\n";
  CHECK(finds(on_one_path + closed("b"), "BV0436", kEndpoints + kTime));
  // A slot that was empty from the start is no owner that was moved: the runtime looks.
  CHECK(
      passes("  %s = alloca i64, align 8\n  store i64 0, ptr %s, align 8\n"
             "  %h = load i64, ptr %s, align 8\n  call void @sip_exchange_release(i64 %h)",
             kBlocks));
  CHECK(
      finds("  %s = alloca i64, align 8\n  %b = call i64 @sip_exchange_allocate(i64 8)\n"
            "  store i64 %b, ptr %s, align 8\n  %g = call i64 @_Ztake(ptr %s)\n"
            "  call void @sip_exchange_release(i64 %g)\n  %h = load i64, ptr %s, align 8\n"
            "  %c = icmp eq i64 %h, 0",
            "BV0436", kBlocks + kTake));
}

TEST_CASE("an owner is given away on every path") {
  CHECK(finds(kOwner, "BV0437", kEndpoints));
  CHECK(finds(kOwner +
                  "  %f = call i64 @sip_start_endpoint(i32 1)\n"
                  "  store i64 %f, ptr %s, align 8\n" +
                  closed("a"),
              "BV0437", kEndpoints));
  CHECK(
      finds("  br label %next\nnext:\n  %e = call i64 @sip_start_endpoint(i32 0)\n"
            "  br label %next\nend:",
            "BV0437", kEndpoints));
  CHECK(finds("  call void @_Zkeep()", "BV0437",
              "define internal void @_Zkeep() {\n" + kOwner + "  ret void\n}\n" + kEndpoints));
  // What a maker did not give need not be given away.
  const std::string asked =
      "  %b = call i64 @sip_exchange_allocate(i64 8)\n  %c = icmp ne i64 %b, 0\n"
      "  br i1 %c, label %some, label %none\nsome:\n";
  CHECK(passes(asked + "  call void @sip_exchange_release(i64 %b)\n  br label %none\nnone:",
               kBlocks));
  CHECK(finds(asked + "  br label %none\nnone:", "BV0437", kBlocks));
}

TEST_CASE("what a call did with an owner is told apart by what it says") {
  const std::string give =
      "define internal i1 @_Zgive(ptr %s) {\n  %n = call i64 @sip_time_now()\n"
      "  %c = icmp eq i64 %n, 0\n  br i1 %c, label %give, label %keep\ngive:\n" +
      closed("a") + "  ret i1 true\nkeep:\n  ret i1 false\n}\n" + kEndpoints + kTime;
  const std::string call = kOwner + "  %c = call i1 @_Zgive(ptr %s)\n";
  const std::string rest = closed("b") + "  br label %done\ndone:";
  CHECK(passes(call + "  br i1 %c, label %done, label %still\nstill:\n" + rest, give));
  CHECK(finds(call + "  br i1 %c, label %still, label %done\nstill:\n" + rest, "BV0436", give));
  CHECK(finds(call + "  br i1 %c, label %still, label %done\nstill:\n" + rest, "BV0437", give));
}

TEST_CASE("bools and enums have values of their types") {
  const std::string odd =
      "  %a = alloca i8, align 1\n  store i8 2, ptr %a, align 1\n  %n = load i8, ptr %a, align 1\n"
      "  %c = icmp ule i8 %n, 1\n  br i1 %c, label %good, label %bad\nbad:\n"
      "  call void @llvm.ubsantrap(i8 10)\n  unreachable\ngood:";
  CHECK(finds(odd, "BV0438", kTrap));
  const std::string door =
      "define internal i32 @_Zsteps(i32 %0) {\n  %d = alloca i32, align 4\n"
      "  store i32 %0, ptr %d, align 4\n  %n = load i32, ptr %d, align 4\n"
      "  switch i32 %n, label %none [\n    i32 0, label %open\n    i32 1, label %shut\n  ]\n"
      "open:\n  ret i32 1\nshut:\n  ret i32 2\nnone:\n  call void @llvm.ubsantrap(i8 11)\n"
      "  unreachable\n}\n" +
      kTrap;
  CHECK(passes("  %n = call i32 @_Zsteps(i32 1)", door));
  CHECK(finds("  %n = call i32 @_Zsteps(i32 7)", "BV0438", door));
  CHECK(finds("  %a = alloca i64, align 8\n  store i64 1, ptr %a, align 1", "BV0439"));
}
