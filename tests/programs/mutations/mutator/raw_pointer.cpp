// Edits that bring in a pointer: addresses taken and used at once, pointers in variables and
// fields, arrays, `new`, functions as values, numbers as addresses.
#include "edits.hpp"

namespace mutator {
namespace {

constexpr auto kKind = "raw-pointer";

constexpr const char* kStock[] = {
    "char raw[8] = {}; static_cast<void>(raw[0]);\n",
    "static_cast<void>(*new int(1));\n",
    "const char* const raw = \"text\"; static_cast<void>(raw[0]);\n",
    "const auto raw = \"text\"; static_cast<void>(raw[0]);\n",
    "auto raw = nullptr; static_cast<void>(raw);\n",
    "const auto raw = +[](int value) { return value; }; static_cast<void>(raw(1));\n",
    "if (sip::ticks() == 0) *reinterpret_cast<int*>(0x1000) = 1;\n",
    "union { std::uint64_t number; char* raw; } both{1}; static_cast<void>(both.raw);\n",
    "int raw_value = 1; int* raw = &raw_value; int& alias = *raw; static_cast<void>(alias);\n",
    "for (const char& character : \"text\") static_cast<void>(character);\n",
};

void take_addresses(Sink& sink, const Facts& facts) {
  for (const Mention& mention : facts.mentions) {
    const std::string name = mention.variable->getNameAsString();
    const auto range = mention.reference->getSourceRange();
    sink.replace(kKind, "by-address", range, "(*&" + name + ")");
    sink.replace(kKind, "by-builtin", range, "(*__builtin_addressof(" + name + "))");
    if (!sink.ast().getSourceManager().isBeforeInTranslationUnit(mention.variable->getLocation(),
                                                                 mention.statement->getBeginLoc()))
      continue;
    const auto place = mention.statement->getBeginLoc();
    sink.insert(kKind, "pointer-local", place,
                "auto* const raw = &" + name + "; static_cast<void>(*raw);\n");
    sink.insert(kKind, "pointer-by-type", place,
                "decltype(&" + name + ") raw{}; static_cast<void>(raw);\n");
    sink.insert(kKind, "pointer-as-number", place,
                "static_cast<void>(reinterpret_cast<std::uint64_t>(&" + name + "));\n");
    sink.insert(kKind, "pointer-by-cast", place,
                "static_cast<void>(((const unsigned char*)&" + name + ")[0]);\n");
    sink.insert(
        kKind, "pointer-in-closure", place,
        "const auto look = [raw = &" + name + "] { return *raw; }; static_cast<void>(look);\n");
  }
}

void go_through_pointer(Sink& sink, const Facts& facts) {
  for (const auto* node : facts.nodes) {
    const auto* member = llvm::dyn_cast<clang::MemberExpr>(node);
    if (member == nullptr || member->isArrow() || member->isImplicitAccess()) continue;
    const auto* base = llvm::dyn_cast<clang::DeclRefExpr>(member->getBase()->IgnoreImplicit());
    if (base == nullptr) continue;
    const auto name = sink.text_of(base->getSourceRange());
    if (name)
      sink.replace(kKind, "member-through-pointer",
                   clang::SourceRange(base->getBeginLoc(), member->getMemberLoc()),
                   "(&" + *name + ")->" + member->getMemberNameInfo().getAsString());
  }
}

}  // namespace

void use_pointers(Sink& sink, const clang::FunctionDecl& function, const Facts& facts) {
  take_addresses(sink, facts);
  go_through_pointer(sink, facts);
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
  const bool has_this = method != nullptr && method->isInstance();
  for (std::size_t i = 0; i < facts.statements.size(); ++i) {
    const auto place = facts.statements[i]->getBeginLoc();
    sink.insert(kKind, "stock", place, kStock[i % std::size(kStock)]);
    if (has_this)
      sink.insert(kKind, "this-kept", place, "const auto self = this; static_cast<void>(self);\n");
  }
}

void use_pointers(Sink& sink, const clang::CXXRecordDecl& record) {
  for (const auto* field : record.fields()) {
    sink.insert(kKind, "pointer-field", field->getBeginLoc(), "const char* raw_ = nullptr;\n");
    sink.insert(kKind, "field-becomes-pointer", field->getLocation(), "* ");
  }
}

}  // namespace mutator
