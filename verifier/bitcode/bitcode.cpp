// Runs the inspection of each module in a process of its own, confined, so that a crash, an endless
// loop or worse in LLVM's reader is a finding, not a failure.
#include "bitcode/bitcode.hpp"

#include <fmt/format.h>

#include "bitcode/answer.hpp"
#include "bitcode/protocol/conversation.hpp"
#include "confined/confined.hpp"

namespace verifier {
namespace {

BitcodeAnswer inspect(View bitcode, Hooks hooks, const Rights* rights) {
  BitcodeAnswer answer;
  answer.findings = inspect_bitcode(bitcode, hooks, answer.functions, rights);
  return answer;
}

// nullopt when the reader did not answer.
std::optional<BitcodeAnswer> inspect_confined(View bitcode, Hooks hooks, const Rights* rights,
                                              const std::string& place, Report& report) {
  const Confined end = run_confined([&] { return encode_answer(inspect(bitcode, hooks, rights)); });
  if (!end.failure.empty()) {
    report.add(419, place, end.failure);
    return std::nullopt;
  }
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(end.answer.data());
  auto answer = decode_answer(View({bytes, end.answer.size()}));
  if (!answer) report.add(419, place, "its answer is not one that it could have given");
  return answer;
}

std::uint64_t check_program(const ProgramParts& program, const Rights* rights, Report& report) {
  const std::string place = program.name + ", bitcode";
  if (program.bitcode.bytes.size() == 0) {
    report.add(402, place, "the part is empty");
    report.stopped(Group::kBitcode);
    return 0;
  }
  const bool hooks = (program.record.bytes.u32(52) & 1) != 0;
  const auto answer = inspect_confined(
      program.bitcode.bytes, hooks ? Hooks::kAllowed : Hooks::kForbidden, rights, place, report);
  if (!answer) {
    report.stopped(Group::kBitcode);
    return 0;
  }
  for (const BitcodeFinding& finding : answer->findings)
    report.add(finding.number, fmt::format("{}, {}", place, finding.place), finding.detail);
  if (report.has(401)) report.stopped(Group::kBitcode);
  return answer->functions;
}

}  // namespace

void check_bitcode(const Image& image, const Contracts& contracts, const CheckedSystem* system,
                   Report& report) {
  const Conversations conversations = conversations_of(contracts);
  std::uint64_t functions = 0;
  for (std::size_t i = 0; i < image.programs.size(); ++i) {
    std::optional<Rights> rights;
    if (system != nullptr) rights = rights_of(*system->programs[i], conversations);
    functions += check_program(image.programs[i], rights ? &*rights : nullptr, report);
  }
  report.looked_at(Group::kBitcode,
                   fmt::format("{} modules, {} functions", image.programs.size(), functions));
}

}  // namespace verifier
