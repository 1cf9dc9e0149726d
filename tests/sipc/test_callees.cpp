// The back end's own checks of portable bitcode, on modules that the front end would never make:
// the checker may be wrong.
#include <llvm/AsmParser/Parser.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Support/SourceMgr.h>

#include <catch2/catch.hpp>
#include <set>

#include "backend/module_checks.hpp"

using namespace sipc;

namespace {

constexpr char kEntryText[] = "define i32 @sip_main_entry() {\n  ret i32 0\n}\n";

Findings check(const std::string& text, backend::Hooks hooks = backend::Hooks::kRefused,
               backend::Collector collector = backend::Collector::kNone) {
  llvm::LLVMContext context;
  llvm::SMDiagnostic error;
  const auto module = llvm::parseAssemblyString(text, error, context);
  INFO(error.getMessage().str());
  REQUIRE(module);
  auto findings = backend::check_callees(*module, hooks, collector);
  const auto layout = backend::check_layout(*module);
  findings.insert(findings.end(), layout.begin(), layout.end());
  return findings;
}

std::string number_of(const std::string& text) {
  const auto findings = check(text + kEntryText);
  return findings.empty() ? "" : findings[0].number;
}

}  // namespace

TEST_CASE("an honest module passes") {
  CHECK(check(kEntryText).empty());
}

TEST_CASE("what is no primitive cannot be called") {
  CHECK(number_of("declare void @sipk_process_exit(i64)\ndefine void @_Z1fv() {\n call void "
                  "@sipk_process_exit(i64 1)\n ret void\n}\n") == "BS0310");
  CHECK(number_of("@_Z1x = external global i32\ndefine i32 @_Z1fv() {\n %v = load i32, ptr @_Z1x\n "
                  "ret i32 %v\n}\n") == "BS0310");
  CHECK(number_of("declare void @sip_channel_close(i64)\ndefine void @_Z1fv() {\n call void "
                  "@sip_channel_close(i64 1)\n ret void\n}\n")
            .empty());
}

TEST_CASE("a primitive has one type") {
  CHECK(number_of("declare void @sip_channel_close(ptr)\ndefine void @_Z1fv(ptr %p) {\n call void "
                  "@sip_channel_close(ptr %p)\n ret void\n}\n") == "BS0311");
}

TEST_CASE("test hooks are primitives only when allowed") {
  const std::string text = std::string(
                               "declare void @sip_test_null_access()\ndefine void @_Z1fv() {\n "
                               "call void @sip_test_null_access()\n ret void\n}\n") +
                           kEntryText;
  CHECK(check(text).at(0).number == "BS0310");
  CHECK(check(text, backend::Hooks::kAllowed).empty());
}

TEST_CASE("collected memory needs a collector") {
  const std::string text = std::string(
                               "declare i64 @sip_collected_heap_bytes()\ndefine void @_Z1fv() {\n "
                               "%b = call i64 @sip_collected_heap_bytes()\n ret void\n}\n") +
                           kEntryText;
  CHECK(check(text).at(0).number == "BS0317");
  CHECK(check(text, backend::Hooks::kRefused, backend::Collector::kBoehm).empty());
}

TEST_CASE("calls through pointers become direct, and no address of a function is left") {
  llvm::LLVMContext context;
  llvm::SMDiagnostic error;
  const auto module = llvm::parseAssemblyString(
      "@where = global ptr @two\n"
      "define i32 @one(i32 %x) {\n ret i32 %x\n}\n"
      "define i32 @two(i32 %x) {\n ret i32 2\n}\n"
      "define void @other() {\n ret void\n}\n"
      "@elsewhere = global [2 x ptr] [ptr @one, ptr @other]\n"
      "define i32 @call(i32 %x) {\n %f = load ptr, ptr @where\n %r = call i32 %f(i32 %x)\n"
      " ret i32 %r\n}\n",
      error, context);
  REQUIRE(module);
  backend::make_calls_direct(*module);
  CHECK_FALSE(llvm::verifyModule(*module));
  std::set<std::string> called;
  for (const llvm::Instruction& instruction : llvm::instructions(*module->getFunction("call"))) {
    const auto* call = llvm::dyn_cast<llvm::CallBase>(&instruction);
    if (call == nullptr) continue;
    REQUIRE(call->getCalledFunction() != nullptr);
    called.insert(call->getCalledFunction()->getName().str());
  }
  CHECK(called == std::set<std::string>{"llvm.trap", "one", "two"});
  for (const llvm::Function& function : *module) CHECK_FALSE(function.hasAddressTaken());
}

TEST_CASE("indirect calls, assembly, initialisers and foreign symbols are refused") {
  CHECK(number_of("define void @_Z1fv(ptr %p) {\n call void %p()\n ret void\n}\n") == "BS0312");
  CHECK(number_of(
            "define void @_Z1fv() {\n call void asm sideeffect \"cli\", \"\"()\n ret void\n}\n") ==
        "BS0313");
  CHECK(number_of("module asm \"cli\"\n") == "BS0313");
  CHECK(number_of("define void @_Z1iv() {\n ret void\n}\n@llvm.global_ctors = appending global [1 "
                  "x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 1, ptr @_Z1iv, ptr null }]\n") ==
        "BS0314");
  CHECK(number_of("define void @sip_exit(i32 %c) {\n ret void\n}\n") == "BS0315");
  CHECK(number_of("define void @memcpy() {\n ret void\n}\n") == "BS0315");
  CHECK(number_of("@_Z1x = global i32 0, section \".text\"\n") == "BS0315");
  CHECK(number_of("@_Z1y = global i32 0\n@_Z1x = alias i32, ptr @_Z1y\n") == "BS0315");
  CHECK(check("define void @_Z1fv() {\n ret void\n}\n").at(0).number == "BS0316");
}

TEST_CASE("a type of two layouts is refused") {
  const std::string layout =
      "target datalayout = \"e-m:e-v128:32-v16:16-v32:32-v96:32-n8:16:32:64-S128\"\n";
  CHECK(number_of(layout +
                  "%struct.A = type { i32, i64 }\n@_Z1a = global %struct.A zeroinitializer\n") ==
        "BS0320");
  CHECK(number_of(
            layout +
            "%struct.A = type { i32, [4 x i8], i64 }\n@_Z1a = global %struct.A zeroinitializer\n")
            .empty());
}

namespace {

const std::string kGates =
    "declare i64 @sip_thread_gate_number()\n"
    "declare i64 @sip_thread_spawn(ptr, i64, i64)\n"
    "define i64 @_ZN3sip6detail11thread_gateI1AEEvRT_j(ptr %c, i32 %r) {\n"
    " %n = call i64 @sip_thread_gate_number()\n"
    " %h = call i64 @sip_thread_spawn(ptr %c, i64 8, i64 %n)\n ret i64 %h\n}\n"
    "define internal i64 @_ZN3sip6detail11thread_gateI1BEEvRT_j.7(ptr %c, i32 %r) {\n"
    " %n = call i64 @sip_thread_gate_number()\n"
    " %h = call i64 @sip_thread_spawn(ptr %c, i64 8, i64 %n)\n ret i64 %h\n}\n";

// The constant that a gate passes on as its number.
std::uint64_t number_in(llvm::Function& gate) {
  for (auto& instruction : gate.getEntryBlock()) {
    auto* const call = llvm::dyn_cast<llvm::CallInst>(&instruction);
    if (call == nullptr || call->arg_size() != 3) continue;
    const auto* const number = llvm::dyn_cast<llvm::ConstantInt>(call->getArgOperand(2));
    return number == nullptr ? ~0ull : number->getZExtValue();
  }
  return ~0ull;
}

}  // namespace

TEST_CASE("each gate's number is the case of the thread entry that calls it") {
  llvm::LLVMContext context;
  llvm::SMDiagnostic error;
  const auto module = llvm::parseAssemblyString(kGates + kEntryText, error, context);
  REQUIRE(module);
  CHECK(backend::make_thread_entry(*module).empty());
  CHECK(
      backend::check_callees(*module, backend::Hooks::kRefused, backend::Collector::kNone).empty());
  CHECK(module->getFunction("sip_thread_gate_number") == nullptr);
  auto* const entry = module->getFunction(backend::kThreadEntry);
  REQUIRE(entry != nullptr);
  auto* const cases = llvm::dyn_cast<llvm::SwitchInst>(entry->getEntryBlock().getTerminator());
  REQUIRE(cases != nullptr);
  CHECK(cases->getNumCases() == 2);
  for (const auto& choice : cases->cases()) {
    auto* const call = llvm::dyn_cast<llvm::CallInst>(&choice.getCaseSuccessor()->front());
    REQUIRE(call != nullptr);
    CHECK(number_in(*call->getCalledFunction()) == choice.getCaseValue()->getZExtValue());
  }
}

TEST_CASE("a SIP without threads has an entry that stops, and imports nothing for it") {
  llvm::LLVMContext context;
  llvm::SMDiagnostic error;
  const auto module = llvm::parseAssemblyString(kEntryText, error, context);
  REQUIRE(module);
  CHECK(backend::make_thread_entry(*module).empty());
  CHECK(module->getFunction("sip_thread_exit") == nullptr);
  REQUIRE(module->getFunction(backend::kThreadEntry) != nullptr);
}

TEST_CASE("sources cannot define the thread entry or ask for a gate's number themselves") {
  CHECK(number_of("declare i64 @sip_thread_gate_number()\ndefine void @_Z1fv() {\n call i64 "
                  "@sip_thread_gate_number()\n ret void\n}\n") == "BS0310");
  llvm::LLVMContext context;
  llvm::SMDiagnostic error;
  const auto module = llvm::parseAssemblyString(
      "define void @sip_thread_main(i64 %p) {\n ret void\n}\n", error, context);
  REQUIRE(module);
  CHECK(backend::make_thread_entry(*module).at(0).number == "BS0315");
}
