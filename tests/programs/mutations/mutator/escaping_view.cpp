// Edits that make a view or reference outlive what it looks at: copies become references, owners
// become views, and views are carried out of the block or the expression that holds their owner.
#include "edits.hpp"

namespace mutator {
namespace {

constexpr auto kKind = "escaping-view";

constexpr const char* kCarried[] = {
    "sip::StringView outlives; { const sip::String inner(\"gone\"); outlives = inner; } "
    "static_cast<void>(outlives[0]);\n",
    "sip::Span<const int> outlives; { const sip::Array<int, 4> inner; outlives = inner.span(); } "
    "static_cast<void>(outlives[0]);\n",
    "const sip::StringView outlives = sip::String(\"gone\"); static_cast<void>(outlives[0]);\n",
    "const sip::Span<int> outlives = sip::Vector<int>(4).span(); static_cast<void>(outlives[0]);\n",
    "const auto& outlives = sip::Array<int, 4>()[1]; static_cast<void>(outlives + 1);\n",
    "const auto give = [] { const sip::Array<int, 4> inner; return inner.span(); }; "
    "static_cast<void>(give()[0]);\n",
    "const auto give = []() -> const int& { const int inner = 5; return inner; }; "
    "static_cast<void>(give() + 1);\n",
    "const auto give = [] { int inner = 5; return [&] { return inner; }; }; "
    "static_cast<void>(give()());\n",
};

// The view of what a type owns, or nothing.
std::string view_of(clang::QualType type, const std::string& written) {
  const auto name = library_name(type);
  if (name == "String") return "sip::StringView";
  const auto open = written.find('<');
  if (name != "Vector" || open == std::string::npos) return {};
  return "sip::Span" + written.substr(open, written.rfind('>') + 1 - open);
}

void become_view(Sink& sink, const char* operation, const clang::TypeSourceInfo* type) {
  if (type == nullptr || type->getType()->isReferenceType()) return;
  const auto range = type->getTypeLoc().getUnqualifiedLoc().getSourceRange();
  const auto written = sink.text_of(range);
  if (!written) return;
  const std::string view = view_of(type->getType(), *written);
  if (!view.empty()) sink.replace(kKind, operation, range, view);
}

void become_reference(Sink& sink, const clang::VarDecl& variable) {
  const auto type = variable.getType();
  if (type->isReferenceType() || variable.getInit() == nullptr ||
      !sink.is_own(variable.getLocation()))
    return;
  if (llvm::isa<clang::ParmVarDecl>(variable)) return;
  const bool lvalue = variable.getInit()->IgnoreImplicit()->isLValue();
  const auto* made = llvm::dyn_cast<clang::CXXConstructExpr>(variable.getInit()->IgnoreImplicit());
  const bool copied =
      made != nullptr && made->getNumArgs() == 1 && made->getArg(0)->IgnoreImplicit()->isLValue();
  if (!lvalue && !copied && !type.isConstQualified()) return;
  sink.insert(kKind, "copy-becomes-reference", variable.getLocation(), "& ");
}

void return_by_reference(Sink& sink, const clang::FunctionDecl& function) {
  const auto type = function.getReturnType();
  if (type->isVoidType() || type->isReferenceType() || type->isBooleanType() ||
      !function.isDefined())
    return;
  const auto range = function.getReturnTypeSourceRange();
  const auto written = sink.text_of(range);
  if (!written || *written == "auto") return;
  sink.replace(kKind, "returned-by-reference", range, "const " + *written + "&");
  const std::string view = view_of(type, *written);
  if (!view.empty()) sink.replace(kKind, "returned-as-view", range, view);
}

void capture_by_reference(Sink& sink, const clang::LambdaExpr& lambda) {
  for (const auto& capture : lambda.explicit_captures()) {
    if (capture.getCaptureKind() == clang::LCK_ByCopy && capture.capturesVariable() &&
        !capture.isPackExpansion())
      sink.insert(kKind, "captured-by-reference", capture.getLocation(), "&");
  }
}

// A reference or view is looked at after its owner has grown or been assigned to. Only short ones
// are copied: in a loop the checked runtime, which gives nothing back, would not come to an end.
void keep_across_growth(Sink& sink, const Facts& facts) {
  for (const Mention& mention : facts.mentions) {
    const auto& variable = *mention.variable;
    const auto type = library_name(variable.getType());
    const bool is_text = type == "String";
    if ((!is_text && type != "Vector") ||
        variable.getType().getNonReferenceType().isConstQualified() ||
        !sink.ast().getSourceManager().isBeforeInTranslationUnit(variable.getLocation(),
                                                                 mention.statement->getBeginLoc()))
      continue;
    const std::string name = variable.getNameAsString();
    const auto place = mention.statement->getBeginLoc();
    sink.insert(kKind, "kept-across-growth", place,
                "if (!" + name + ".empty()) { auto& kept = " + name + "[0]; " + name + ".reserve(" +
                    name + ".capacity() + 1); " + name + "[0] = kept; }\n");
    sink.insert(kKind, "kept-across-assignment", place,
                "if (" + name + ".size() < 64) { const " +
                    std::string(is_text ? "sip::StringView" : "auto") + " kept = " + name +
                    (is_text ? "" : ".span()") + "; auto other = " + name + "; " + name +
                    " = std::move(other); for (const auto& seen : kept) "
                    "static_cast<void>(auto(seen)); }\n");
  }
}

// A view of what is inside, out of a function that made a text of its own.
void view_of_part(Sink& sink, const clang::CXXMemberCallExpr& call) {
  const auto* callee = llvm::dyn_cast<clang::MemberExpr>(call.getCallee()->IgnoreParens());
  if (callee == nullptr || library_name(call.getObjectType()) != "String") return;
  if (callee->getMemberNameInfo().getAsString() == "substr")
    sink.replace(kKind, "part-becomes-view", callee->getMemberLoc(), "substr_view");
}

}  // namespace

void let_views_escape(Sink& sink, const clang::FunctionDecl& function, const Facts& facts) {
  return_by_reference(sink, function);
  keep_across_growth(sink, facts);
  for (const auto* parameter : function.parameters()) {
    become_view(sink, "owner-becomes-view", parameter->getTypeSourceInfo());
    const auto* type = parameter->getTypeSourceInfo();
    if (type == nullptr || parameter->getType()->isReferenceType()) continue;
    const auto range = type->getTypeLoc().getUnqualifiedLoc().getSourceRange();
    if (const auto written = sink.text_of(range))
      sink.replace(kKind, "parameter-by-reference", range,
                   (parameter->getType().isConstQualified() ? "" : "const ") + *written + "&");
  }
  for (const auto* node : facts.nodes) {
    if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(node))
      capture_by_reference(sink, *lambda);
    if (const auto* call = llvm::dyn_cast<clang::CXXMemberCallExpr>(node))
      view_of_part(sink, *call);
    const auto* statement = llvm::dyn_cast<clang::DeclStmt>(node);
    if (statement == nullptr) continue;
    for (const auto* declared : statement->decls()) {
      const auto* variable = llvm::dyn_cast<clang::VarDecl>(declared);
      if (variable == nullptr) continue;
      become_reference(sink, *variable);
      become_view(sink, "owner-becomes-view", variable->getTypeSourceInfo());
    }
  }
  for (std::size_t i = 0; i < facts.statements.size(); ++i)
    sink.insert(kKind, "carried-out", facts.statements[i]->getBeginLoc(),
                kCarried[i % std::size(kCarried)]);
}

void let_views_escape(Sink& sink, const clang::CXXRecordDecl& record) {
  for (const auto* field : record.fields()) {
    become_view(sink, "field-becomes-view", field->getTypeSourceInfo());
    if (!field->getType()->isReferenceType() && !field->hasInClassInitializer())
      sink.insert(kKind, "field-becomes-reference", field->getLocation(), "& ");
  }
}

}  // namespace mutator
