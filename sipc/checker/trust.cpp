// Trust by real path and content hash; see trust.hpp for what counts and what does not.
#include "trust.hpp"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/SHA256.h>

#include <optional>

namespace bulkhead::checker {

namespace {

std::optional<Level> parse_level(llvm::StringRef word) {
  if (word == "trusted") return Level::kTrusted;
  if (word == "sdk") return Level::kSdk;
  if (word == "generated") return Level::kGenerated;
  if (word == "kernel") return Level::kKernel;
  return std::nullopt;
}

std::string sha256_of(llvm::StringRef content) {
  const auto digest = llvm::SHA256::hash(llvm::arrayRefFromStringRef(content));
  return llvm::toHex(digest, /*LowerCase=*/true);
}

}  // namespace

std::string Trust::load(llvm::StringRef list_path) {
  auto buffer = llvm::MemoryBuffer::getFile(list_path, /*IsText=*/true);
  if (!buffer) return ("cannot read '" + list_path + "': " + buffer.getError().message()).str();
  llvm::SmallVector<llvm::StringRef> lines;
  (*buffer)->getBuffer().split(lines, '\n');
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto line = lines[i].trim();
    if (line.empty() || line.starts_with("#")) continue;
    if (const auto error = parse_line(line); !error.empty()) {
      return (list_path + ":" + llvm::Twine(i + 1) + ": " + error).str();
    }
  }
  return {};
}

std::string Trust::parse_line(llvm::StringRef line) {
  const auto [level_word, rest] = line.split(' ');
  const auto [hash, path] = rest.trim().split(' ');
  const auto level = parse_level(level_word);
  if (!level)
    return "unknown level '" + level_word.str() + "'; write trusted, sdk, generated or kernel";
  if (hash.size() != 64 || !llvm::all_of(hash, llvm::isHexDigit)) {
    return "'" + hash.str() + "' is not a SHA-256 in hexadecimal";
  }
  if (!path.trim().starts_with("/")) return "'" + path.str() + "' is not an absolute path";
  entries_[path.trim()] = Entry{*level, hash.lower()};
  return {};
}

Level Trust::level_of(clang::SourceLocation place) {
  if (place.isInvalid()) return Level::kUser;
  auto level = Level::kTrusted;
  while (place.isMacroID()) {
    // Pasted tokens live in a scratch buffer and -D macros in a compiler-made one; both have no
    // author of their own.
    const auto spelled_in = sources_->getFileID(sources_->getSpellingLoc(place));
    if (!is_compiler_made(spelled_in)) level = std::min(level, level_of(spelled_in));
    level = std::min(level, level_of(sources_->getFileID(sources_->getExpansionLoc(place))));
    place = sources_->getImmediateMacroCallerLoc(place);
  }
  return std::min(level, level_of(sources_->getFileID(place)));
}

Level Trust::level_of(clang::FileID file) {
  const auto known = levels_.find(file);
  if (known != levels_.end()) return known->second;
  const auto level = look_up(file);
  levels_[file] = level;
  return level;
}

bool Trust::is_compiler_made(clang::FileID file) const {
  if (sources_->getFileEntryRefForID(file)) return false;
  const auto buffer = sources_->getBufferOrFake(file).getBufferIdentifier();
  return buffer == "<scratch space>" || buffer == "<built-in>" || buffer == "<command line>";
}

Level Trust::look_up(clang::FileID file) {
  const auto entry = sources_->getFileEntryRefForID(file);
  const auto buffer = sources_->getBufferOrNone(file);
  if (!entry || !buffer) return Level::kUser;
  llvm::SmallString<256> real_path;
  if (llvm::sys::fs::real_path(entry->getName(), real_path)) return Level::kUser;
  const auto listed = entries_.find(real_path);
  if (listed == entries_.end()) return Level::kUser;
  const auto hash = sha256_of(buffer->getBuffer());
  if (hash == listed->second.sha256) return listed->second.level;
  mismatches_.push_back({file, real_path.str().str(), hash});
  return Level::kUser;
}

}  // namespace bulkhead::checker
