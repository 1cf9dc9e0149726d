// sipc: checks and compiles SIPs. Parse, do the one thing that was asked for, report.
#include <cstdio>

#include "driver/build.hpp"
#include "driver/check.hpp"
#include "driver/explain.hpp"
#include "driver/native.hpp"
#include "driver/options.hpp"

namespace {

sipc::Result<void> perform(const sipc::Options& options) {
  switch (options.command) {
    case sipc::Command::kBuild:
      return sipc::build_sip(options);
    case sipc::Command::kCheck:
      return sipc::check_sources(options);
    case sipc::Command::kNative:
      return sipc::make_native_file(options);
    case sipc::Command::kExplain:
      return sipc::explain(options.explain);
  }
  return {};
}

}  // namespace

int main(int count, char** words) {
  const auto parsed = sipc::parse_command_line(count, words);
  if (parsed.exit_code) return *parsed.exit_code;
  const auto result = perform(parsed.options);
  if (result) return 0;
  for (const auto& finding : result.error()) std::fputs(sipc::render(finding).c_str(), stderr);
  return 1;
}
