// Error form and de-duplication; see diagnose.hpp.
#include "diagnose.hpp"

#include <llvm/ADT/Twine.h>

namespace bulkhead::checker {

namespace {

// Clang reads '%' in a format string; the catalogue's texts are plain.
std::string escape_format(std::string_view text) {
  std::string escaped;
  for (const char c : text) escaped += c == '%' ? std::string("%%") : std::string(1, c);
  return escaped;
}

std::string format_of(Rule rule) {
  const auto* info = find_rule(static_cast<std::uint16_t>(rule));
  return rule_code(rule) + ": %0; " + escape_format(info->remedy) + " [" + std::string(info->id) +
         "]";
}

}  // namespace

bool Diagnoser::report(const Finding& finding) {
  if (trust_.level_of(finding.place) == Level::kTrusted) return false;
  report_always(finding);
  return true;
}

void Diagnoser::report_always(const Finding& finding) {
  if (ignored_.contains(finding.rule) || !is_new(finding)) return;
  ++count_;
  const auto id = engine_.getDiagnosticIDs()->getCustomDiagID(clang::DiagnosticIDs::Error,
                                                              format_of(finding.rule));
  {
    auto builder = engine_.Report(finding.place, id);
    builder << finding.what + real_place(finding.place);
    if (finding.range.isValid()) builder << finding.range;
    for (const auto& fix : finding.fixes) builder << fix;
  }
  const auto note_id = engine_.getCustomDiagID(clang::DiagnosticsEngine::Note, "%0");
  for (const auto& note : finding.notes) engine_.Report(note.place, note_id) << note.text;
}

void Diagnoser::report_mismatches() {
  for (const auto& mismatch : trust_.take_mismatches()) {
    const auto& sources = engine_.getSourceManager();
    report_always({Rule::kHashMismatch, sources.getLocForStartOfFile(mismatch.file),
                   "'" + mismatch.path + "' is listed as trusted, but its content has hash " +
                       mismatch.found_hash});
  }
}

bool Diagnoser::has_compiler_errors() const {
  const auto* client = engine_.getClient();
  return client == nullptr || client->getNumErrors() > count_;
}

bool Diagnoser::is_new(const Finding& finding) {
  if (finding.place.isInvalid()) return true;
  const auto& sources = engine_.getSourceManager();
  const auto [file, offset] = sources.getDecomposedExpansionLoc(finding.place);
  const auto line = sources.getLineNumber(file, offset);
  return seen_.insert({finding.rule, file.getHashValue(), line}).second;
}

// What a linemarker or #line hides: the place in the file that was really read.
std::string Diagnoser::real_place(clang::SourceLocation place) const {
  if (place.isInvalid()) return {};
  const auto& sources = engine_.getSourceManager();
  const auto presumed = sources.getPresumedLoc(place);
  const auto [file, offset] = sources.getDecomposedExpansionLoc(place);
  const auto entry = sources.getFileEntryRefForID(file);
  if (presumed.isInvalid() || !entry) return {};
  const auto line = sources.getLineNumber(file, offset);
  if (entry->getName() == presumed.getFilename() && line == presumed.getLine()) return {};
  return (" (really at " + entry->getName() + ":" + llvm::Twine(line) + ")").str();
}

}  // namespace bulkhead::checker
