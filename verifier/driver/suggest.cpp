// suggest: what is not proved about the stores of a .sip, for its maker and for the compiler, which
// puts a check in front of each.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "bytes/files.hpp"
#include "driver/commands.hpp"
#include "image/image.hpp"
#include "image/source_lines.hpp"
#include "machine/stores/proof.hpp"

namespace verifier {
namespace {

std::string_view word_for(stores::Rule rule) {
  switch (rule) {
    case stores::Rule::kStore:
      return "store";
    case stores::Rule::kStackPointer:
      return "stack";
    case stores::Rule::kReturn:
      return "return";
    case stores::Rule::kLoad:
      return "load";
    case stores::Rule::kDataStack:
      return "data";
    case stores::Rule::kUnreached:
      return "unreached";
  }
  return "?";
}

void print_text(const SipFile& sip, const std::vector<stores::Complaint>& complaints,
                const stores::Tally& tally) {
  const SourceLines lines(sip);
  for (const stores::Complaint& complaint : complaints) {
    const std::uint64_t address = sip.text_address + complaint.offset;
    const std::string source = lines.at(address);
    fmt::print("{:#x} {:<9} {}{}{}\n", address, word_for(complaint.rule), sip.name_of(address),
               source.empty() ? "" : " at ", source);
  }
  if (tally.loads != 0) fmt::print("{} loads, ", tally.loads);
  fmt::print("{} stores, {} owner checks, {} not proved\n", tally.stores, tally.checked,
             complaints.size());
}

void print_json(const SipFile& sip, const std::vector<stores::Complaint>& complaints,
                const stores::Tally& tally) {
  const SourceLines lines(sip);
  nlohmann::json list = nlohmann::json::array();
  for (const stores::Complaint& complaint : complaints) {
    const std::uint64_t address = sip.text_address + complaint.offset;
    list.push_back({{"address", address},
                    {"rule", word_for(complaint.rule)},
                    {"function", sip.name_of(address)},
                    {"source", lines.at(address)}});
  }
  fmt::print("{}\n", nlohmann::json{{"stores", tally.stores},
                                    {"loads", tally.loads},
                                    {"checks", tally.checked},
                                    {"suggestions", std::move(list)}}
                         .dump(2));
}

}  // namespace

int suggest(const Options& options) {
  Report report(options.image.string());
  const auto bytes = read_file(options.image, kLargestImage, report);
  const auto sip = bytes ? read_sip(View(*bytes), report) : std::nullopt;
  if (!sip) {
    fmt::print(stderr, "{}", render_text(report, false));
    return 1;
  }
  stores::Proof proof({.text = sip->text,
                       .text_address = sip->text_address,
                       .data = {static_cast<std::int64_t>(sip->data_begin),
                                static_cast<std::int64_t>(sip->data_end)},
                       .entry = sip->entry - sip->text_address,
                       .patches = sip->patches,
                       .image = {static_cast<std::int64_t>(sip->image_begin),
                                 static_cast<std::int64_t>(sip->image_end)},
                       .loads = options.loads});
  const auto complaints = proof.run();
  if (options.format == Format::kJson)
    print_json(*sip, complaints, proof.tally());
  else if (!options.quiet || !complaints.empty())
    print_text(*sip, complaints, proof.tally());
  return complaints.empty() ? 0 : 1;
}

}  // namespace verifier
