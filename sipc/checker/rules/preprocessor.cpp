// pragma, reserved-macro, macro-into-library, module, hash-mismatch; see preprocessor.hpp.
#include "rules/preprocessor.hpp"

#include <clang/Lex/Lexer.h>
#include <clang/Lex/MacroInfo.h>
#include <llvm/ADT/StringSwitch.h>

#include "rules/tokens.hpp"

namespace bulkhead::checker {

namespace {

class PreprocessorRules : public clang::PPCallbacks {
 public:
  PreprocessorRules(clang::Preprocessor& preprocessor, Trust& trust, Diagnoser& diagnose)
      : preprocessor_(preprocessor), trust_(trust), diagnose_(diagnose) {}

  void LexedFileChanged(clang::FileID file, LexedFileChangeReason,
                        clang::SrcMgr::CharacteristicKind, clang::FileID,
                        clang::SourceLocation) override {
    trust_.level_of(file);  // looks the file up, and notes a wrong hash
    diagnose_.report_mismatches();
  }

  void MacroDefined(const clang::Token& name, const clang::MacroDirective*) override {
    check_name(name, "defined");
  }

  void MacroUndefined(const clang::Token& name, const clang::MacroDefinition& definition,
                      const clang::MacroDirective*) override {
    check_name(name, "undefined");
    const auto* info = definition.getMacroInfo();
    if (info == nullptr || is_compiler_made(name.getLocation())) return;
    const auto owner = level_of_definition(*info);
    if (owner > trust_.level_of(name.getLocation())) {
      report(Rule::kReservedMacro, name.getLocation(),
             "the library's macro '" + spell(name) + "' undefined");
    }
  }

  void MacroExpands(const clang::Token& name, const clang::MacroDefinition& definition,
                    clang::SourceRange, const clang::MacroArgs*) override {
    check_use_in_library(name, definition);
  }
  void Ifdef(clang::SourceLocation, const clang::Token& name,
             const clang::MacroDefinition& definition) override {
    check_use_in_library(name, definition);
  }
  void Ifndef(clang::SourceLocation, const clang::Token& name,
              const clang::MacroDefinition& definition) override {
    check_use_in_library(name, definition);
  }
  void Defined(const clang::Token& name, const clang::MacroDefinition& definition,
               clang::SourceRange) override {
    check_use_in_library(name, definition);
  }

  void PragmaDirective(clang::SourceLocation place,
                       clang::PragmaIntroducerKind introducer) override {
    if (is_compiler_made(place)) return;
    if (introducer != clang::PIK_HashPragma) {
      report(Rule::kPragma, place, "pragma operator");
    } else if (const auto words = pragma_words(place); !is_allowed_pragma(words)) {
      report(Rule::kPragma, place, "pragma '" + words + "'");
    }
  }

  void moduleImport(clang::SourceLocation place, clang::ModuleIdPath,
                    const clang::Module*) override {
    report(Rule::kModule, place, "module import");
  }

 private:
  static std::string spell(const clang::Token& name) {
    return name.getIdentifierInfo()->getName().str();
  }

  bool is_compiler_made(clang::SourceLocation place) const {
    return place.isInvalid() ||
           trust_.is_compiler_made(preprocessor_.getSourceManager().getFileID(place));
  }

  Level level_of_definition(const clang::MacroInfo& info) {
    const auto place = info.getDefinitionLoc();
    return is_compiler_made(place) ? Level::kTrusted : trust_.level_of(place);
  }

  void check_name(const clang::Token& name, const std::string& what) {
    if (is_compiler_made(name.getLocation())) return;
    const auto& identifier = *name.getIdentifierInfo();
    const auto level = trust_.level_of(name.getLocation());
    const auto text = identifier.getName();
    const bool keyword = identifier.isKeyword(preprocessor_.getLangOpts());
    const bool library = text == "sip" || text == "std" || text == "move" || text == "forward";
    const bool reserved = is_reserved_identifier(text) && level < Level::kSdk;
    const bool prefix = text.starts_with("SIP_") && level < Level::kGenerated;
    if (keyword || library || reserved || prefix) {
      report(Rule::kReservedMacro, name.getLocation(), "macro '" + text.str() + "' " + what);
    }
  }

  // A name in library text that less trusted code has given a meaning.
  void check_use_in_library(const clang::Token& name, const clang::MacroDefinition& definition) {
    const auto* info = definition.getMacroInfo();
    if (info == nullptr || is_compiler_made(name.getLocation())) return;
    const auto place = info->getDefinitionLoc();
    if (level_of_definition(*info) >= trust_.level_of(name.getLocation())) return;
    diagnose_.report_always({Rule::kMacroIntoLibrary,
                             place,
                             "macro '" + spell(name) + "' changes the text of a library header",
                             {},
                             {{name.getLocation(), "used here"}}});
  }

  // The one or two words after `#pragma`, lexed afresh: they have no callback of their own.
  std::string pragma_words(clang::SourceLocation hash) const {
    const auto& sources = preprocessor_.getSourceManager();
    const auto [file, offset] = sources.getDecomposedLoc(sources.getExpansionLoc(hash));
    const auto text = sources.getBufferData(file);
    clang::Lexer lexer(sources.getLocForStartOfFile(file), preprocessor_.getLangOpts(),
                       text.begin(), text.begin() + offset, text.end());
    clang::Token token;
    lexer.LexFromRawLexer(token);  // '#'
    lexer.LexFromRawLexer(token);  // 'pragma'
    std::string words;
    for (int i = 0; i < 2; ++i) {
      lexer.LexFromRawLexer(token);
      if (token.isAtStartOfLine() || !token.is(clang::tok::raw_identifier)) break;
      // By spelling: a word broken by a line continuation is what the preprocessor saw, not what it
      // looks like.
      const auto word = clang::Lexer::getSpelling(token, sources, preprocessor_.getLangOpts());
      words += (i == 0 ? "" : " ") + word;
    }
    return words;
  }

  static bool is_allowed_pragma(llvm::StringRef words) {
    const auto first = words.split(' ').first;
    return llvm::StringSwitch<bool>(first)
               .Cases("once", "region", "endregion", "mark", true)
               .Default(false) ||
           words == "GCC diagnostic" || words == "clang diagnostic";
  }

  void report(Rule rule, clang::SourceLocation place, const std::string& what) {
    diagnose_.report({rule, place, what});
  }

  clang::Preprocessor& preprocessor_;
  Trust& trust_;
  Diagnoser& diagnose_;
};

}  // namespace

std::unique_ptr<clang::PPCallbacks> make_preprocessor_rules(clang::Preprocessor& preprocessor,
                                                            Trust& trust, Diagnoser& diagnose) {
  return std::make_unique<PreprocessorRules>(preprocessor, trust, diagnose);
}

}  // namespace bulkhead::checker
