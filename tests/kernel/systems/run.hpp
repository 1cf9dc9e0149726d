// Boots a system that a test describes, in the hosted kernel with the tests' key, and gives what it
// printed and how it ended.
#pragma once
#include <string>
#include <vector>

#include "../builder/image.hpp"

namespace systems {

struct Run {
  int status = -1;  // exit status, or 1000 + signal
  std::string output;
  bool has(const std::string& text) const { return output.find(text) != std::string::npos; }
  // The last line, which must say how the system ended.
  std::string last_line() const;
};

struct RunOptions {
  std::string command_line = "headless";
  std::string input{};  // standard input, then its end
  std::string memory = "64";
  int seconds = 20;
};

Run boot(const image_builder::Blob& image, const RunOptions& options = {});
Run boot(const image_builder::SystemSpec& system, const RunOptions& options = {});

// A program from the file that the build made of sips/NAME.cpp.
image_builder::ProgramSpec program(const std::string& name,
                                   std::vector<image_builder::EndpointSpec> endpoints = {});

inline constexpr int kSuccess = 33, kVerdictFailed = 35, kImageRefused = 37, kKernelFault = 39;
inline const std::string kNoLeaks =
    "bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages\n";

}  // namespace systems
