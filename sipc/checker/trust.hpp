// Decides whose code a source location is. Only the real path and the SHA-256 of the buffer that
// Clang read count, as listed in the file that `sipc` passes; linemarkers, #line and "system
// header" flags are never asked.
#pragma once

#include <clang/Basic/SourceManager.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/StringMap.h>

#include <string>
#include <vector>

namespace bulkhead::checker {

// Ascending by what the code may do. kTrusted is not checked at all; all others are. kKernel is the
// kernel profile: README.md says what it swaps.
enum class Level : std::uint8_t { kUser, kKernel, kGenerated, kSdk, kTrusted };

class Trust {
 public:
  struct Mismatch {
    clang::FileID file;
    std::string path;
    std::string found_hash;
  };

  // Reads `LEVEL SHA256 REALPATH` lines; an error text on failure, empty on success.
  std::string load(llvm::StringRef list_path);
  void attach(const clang::SourceManager& sources) { sources_ = &sources; }

  // The least trusted of everything that had a part in producing this token: the file it stands in,
  // and for tokens out of macros every file on the way.
  Level level_of(clang::SourceLocation place);
  Level level_of(clang::FileID file);

  // Scratch space for pasted tokens, predefined and -D macros: text without an author of its own.
  bool is_compiler_made(clang::FileID file) const;

  // Listed files whose content was not the listed one, since the last call.
  std::vector<Mismatch> take_mismatches() { return std::exchange(mismatches_, {}); }

 private:
  struct Entry {
    Level level;
    std::string sha256;
  };

  std::string parse_line(llvm::StringRef line);
  Level look_up(clang::FileID file);

  const clang::SourceManager* sources_ = nullptr;
  llvm::StringMap<Entry> entries_;
  llvm::DenseMap<clang::FileID, Level> levels_;
  std::vector<Mismatch> mismatches_;
};

}  // namespace bulkhead::checker
