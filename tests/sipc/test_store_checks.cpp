// Owner checks as code generation puts them in: in front of each store of the plan, outside of
// loops where that is the same, never over flags that are in use.
#include <llvm/AsmParser/Parser.h>
#include <llvm/Bitcode/BitcodeWriter.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>
#include <llvm/Support/SourceMgr.h>
#include <llvm/Support/raw_ostream.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "backend/codegen.hpp"

using namespace sipc;
using namespace sipc::backend;

namespace {

namespace fs = std::filesystem;

struct Generated {
  SteadyFunctions unsteady;
  Findings findings;
  std::string object;
};

std::string bitcode_of(const std::string& text) {
  llvm::LLVMContext context;
  llvm::SMDiagnostic error;
  const auto module = llvm::parseAssemblyString(
      "target triple = \"x86_64-unknown-linux-gnu\"\n" + text, error, context);
  INFO(error.getMessage().str());
  REQUIRE(module);
  std::string bytes;
  llvm::raw_string_ostream stream(bytes);
  llvm::WriteBitcodeToFile(*module, stream);
  stream.flush();
  return bytes;
}

Generated generate_from(const std::string& text, const StorePlan& plan,
                        const SteadyFunctions& steady, Accesses checked = Accesses::kStores) {
  char folder[] = "/tmp/bulkhead-checks-XXXXXX";
  REQUIRE(mkdtemp(folder) != nullptr);
  const fs::path object = fs::path(folder) / "module.o";
  Generated result;
  auto done = generate({"module", bitcode_of(text), object}, plan, steady, checked, Marks::kYes);
  if (done)
    result.unsteady = *done;
  else
    result.findings = done.error();
  std::ifstream file(object, std::ios::binary);
  result.object.assign(std::istreambuf_iterator<char>(file), {});
  fs::remove(object);
  fs::remove(folder);
  return result;
}

// Every store of a function with few of them.
StorePlan all_stores() {
  StorePlan plan;
  for (std::uint32_t number = 0; number < 8; ++number) plan[number] = Placement::kAtStore;
  return plan;
}

// Comparisons with the owner map, and marks of what could be checked.
std::size_t checks_in(const std::string& object) {
  std::size_t count = 0;
  const std::string opcode("\x66\x81\x3c", 3), extended("\x66\x42\x81\x3c", 4);
  for (std::size_t at = 0; at + 10 < object.size(); ++at)
    count += object.compare(at, 3, opcode) == 0 || object.compare(at, 4, extended) == 0 ? 1 : 0;
  return count;
}
std::size_t marks_in(const std::string& object) {
  std::size_t count = 0;
  for (std::size_t at = object.find(kStoreMark); at != std::string::npos;
       at = object.find(kStoreMark, at + 1))
    ++count;
  return count;
}

constexpr auto kPlain = "define void @f(ptr %p, i64 %a) {\n store i64 %a, ptr %p\n ret void\n}\n";

// What a subtraction leaves decides after the store to what it gives: the flags are in use there.
constexpr auto kFlags = R"(
declare { i64, i1 } @llvm.usub.with.overflow.i64(i64, i64)
define i64 @f(i64 %a, i64 %b) {
  %both = call { i64, i1 } @llvm.usub.with.overflow.i64(i64 %a, i64 %b)
  %place = extractvalue { i64, i1 } %both, 0
  %under = extractvalue { i64, i1 } %both, 1
  %pointer = inttoptr i64 %place to ptr
  store i64 %b, ptr %pointer
  br i1 %under, label %yes, label %no
yes:
  ret i64 1
no:
  ret i64 %place
}
)";

constexpr auto kLoad = R"(
define i64 @f(ptr %p, ptr %q) {
  %value = load i64, ptr %p
  store i64 %value, ptr %q
  ret i64 %value
}
)";

}  // namespace

TEST_CASE("a store of the plan gets one check, others get none") {
  const auto with = generate_from(kPlain, all_stores(), {});
  CHECK(with.findings.empty());
  CHECK(checks_in(with.object) == 1);
  const auto without = generate_from(kPlain, {}, {});
  CHECK(checks_in(without.object) == 0);
  CHECK(marks_in(without.object) == 1);
}

TEST_CASE(
    "a function whose flags are in use at a store is made steady first, and only then checked") {
  const auto first = generate_from(kFlags, all_stores(), {});
  CHECK(first.findings.empty());
  CHECK(first.unsteady == SteadyFunctions{"f"});
  CHECK(first.object.empty());  // nothing is written that lacks a check
  const auto second = generate_from(kFlags, all_stores(), {"f"});
  CHECK(second.findings.empty());
  CHECK(second.unsteady.empty());
  CHECK(checks_in(second.object) == 1);
}

TEST_CASE("loads are counted and checked when that is wanted, and not otherwise") {
  const auto stores = generate_from(kLoad, all_stores(), {});
  CHECK(marks_in(stores.object) == 1);
  CHECK(checks_in(stores.object) == 1);
  const auto both = generate_from(kLoad, all_stores(), {}, Accesses::kStoresAndLoads);
  CHECK(both.findings.empty());
  CHECK(marks_in(both.object) == 2);
  CHECK(checks_in(both.object) == 2);
}
