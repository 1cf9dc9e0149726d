// Types across sources, by the debug information.
#include <llvm/AsmParser/Parser.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/Support/SourceMgr.h>

#include <catch2/catch.hpp>

#include "backend/one_definition.hpp"

namespace {

std::unique_ptr<llvm::Module> module_with(llvm::LLVMContext& context, const std::string& members) {
  const std::string text =
      "!llvm.dbg.cu = !{!0}\n!llvm.module.flags = !{!9}\n!9 = !{i32 2, !\"Debug Info Version\", "
      "i32 3}\n"
      "!0 = distinct !DICompileUnit(language: DW_LANG_C_plus_plus_14, emissionKind: FullDebug, "
      "file: !1, retainedTypes: "
      "!2)\n!1 = !DIFile(filename: \"a.cpp\", directory: \".\")\n!2 = !{!3}\n"
      "!3 = distinct !DICompositeType(tag: DW_TAG_structure_type, name: \"Pair\", file: !1, line: "
      "3, size: 64, elements: !4, identifier: \"_ZTS4Pair\")\n" +
      members +
      "!6 = !DIBasicType(name: \"int\", size: 32, encoding: DW_ATE_signed)\n!7 = "
      "!DIBasicType(name: \"float\", size: 32, encoding: DW_ATE_float)\n";
  llvm::SMDiagnostic error;
  auto module = llvm::parseAssemblyString(text, error, context);
  INFO(error.getMessage().str());
  REQUIRE(module);
  return module;
}

std::string member(const char* name, const char* type, int offset) {
  return "!DIDerivedType(tag: DW_TAG_member, name: \"" + std::string(name) +
         "\", file: !1, baseType: " + type + ", size: 32, offset: " + std::to_string(offset) +
         ")\n";
}

}  // namespace

TEST_CASE("the same type in two sources is fine, another under its name is not") {
  llvm::LLVMContext context;
  const auto ints = module_with(
      context, "!4 = !{!5, !8}\n!5 = " + member("a", "!6", 0) + "!8 = " + member("b", "!6", 32));
  const auto same = module_with(
      context, "!4 = !{!5, !8}\n!5 = " + member("a", "!6", 0) + "!8 = " + member("b", "!6", 32));
  const auto floats = module_with(
      context, "!4 = !{!5, !8}\n!5 = " + member("a", "!6", 0) + "!8 = " + member("b", "!7", 32));
  const auto moved = module_with(
      context, "!4 = !{!5, !8}\n!5 = " + member("a", "!6", 32) + "!8 = " + member("b", "!6", 0));
  sipc::backend::OneDefinition definitions;
  CHECK(definitions.add(*ints).empty());
  CHECK(definitions.add(*same).empty());
  REQUIRE(definitions.add(*floats).size() == 1);
  CHECK(definitions.add(*floats)[0].number == "BS0303");
  CHECK(definitions.add(*moved).size() == 1);
}
