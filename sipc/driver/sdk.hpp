// Sdk: the headers, bodies and link script that a SIP is built from, found next to the sipc
// executable. Holding one proves that every file in it has the hash that sdk.list was given when
// the SDK was built; it does not prove that sdk.list itself is the right one (the certificate's
// signer vouches for that).
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/finding.hpp"

namespace sipc {

struct SdkFile {
  std::string level;  // trusted, sdk, hooks (trusted, only under --test-hooks), body
  std::string sha256;
  std::string path;  // relative to the root
};

class Sdk {
 public:
  // BS0101 no SDK, BS0102 damaged list, BS0103 a file that is missing or has another hash, BS0104 a
  // header that the list does not know, BS0105 no checker.
  static Result<Sdk> open();

  const std::filesystem::path& root() const { return root_; }
  const std::filesystem::path& tools() const { return tools_; }  // where contractc lies
  const std::filesystem::path& plugin() const { return plugin_; }
  const std::string& plugin_sha256() const { return plugin_sha256_; }
  const std::string& sha256() const {
    return sha256_;
  }  // of sdk.list: stands for the whole runtime
  const std::vector<SdkFile>& files() const { return files_; }

 private:
  Result<void> read_list();
  Result<void> verify_files() const;
  Result<void> refuse_strangers() const;

  std::filesystem::path root_, tools_, plugin_;
  std::string plugin_sha256_, sha256_;
  std::vector<SdkFile> files_;
};

}  // namespace sipc
