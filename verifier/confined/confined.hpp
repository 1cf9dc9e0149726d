// Work on hostile input in a process of its own. What it may do there: compute, ask for memory up
// to a limit, and write its answer into one pipe; a filter of system calls (seccomp) ends it at
// anything else. So input that takes over such a process gains what it could have written as its
// answer, and no more.
#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace verifier {

struct Limits {
  unsigned cpu_seconds = 60;
  unsigned seconds = 300;  // by the clock
  std::uint64_t memory = std::uint64_t{2} << 30;
  std::uint64_t answer = std::uint64_t{1} << 20;  // bytes
};

struct Confined {
  std::string answer;
  std::string failure;  // empty: it ended by answering; else how it ended, for a report
};

// `work` runs in a fork of this process and must not need files, clocks apart.
Confined run_confined(const std::function<std::string()>& work, const Limits& limits = {});

// A tool that must write files, so limits alone: exit code (or 128 + signal) and what it said.
struct ToolEnd {
  int status;
  std::string said;
};
ToolEnd run_tool(const std::vector<std::string>& command, const Limits& limits);

}  // namespace verifier
