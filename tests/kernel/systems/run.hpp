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
  // The whole lines that contain the text.
  std::vector<std::string> lines_with(const std::string& text) const;
};

struct RunOptions {
  std::string command_line = "headless";
  std::string input{};  // standard input, then its end
  std::string memory = "64";
  int seconds = 20;
  unsigned cpus = 0;  // 0: what BULKHEAD_TEST_CPUS says, else 1
  std::vector<std::string> qemu_arguments{};
};

// With BULKHEAD_TEST_MACHINE=qemu.
bool on_bare_machine();

Run boot(const image_builder::Blob& image, const RunOptions& options = {});
Run boot(const image_builder::SystemSpec& system, const RunOptions& options = {});

// A program from the file that the build made of sips/NAME.cpp.
image_builder::ProgramSpec program(const std::string& name,
                                   std::vector<image_builder::EndpointSpec> endpoints = {});

// Every group of kernel calls.
inline constexpr std::uint32_t kAllGroups = 0x7ff;

inline constexpr int kSuccess = 33, kVerdictFailed = 35, kImageRefused = 37, kKernelFault = 39;
inline const std::string kNoLeaks =
    "bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 "
    "messages\n";

}  // namespace systems
