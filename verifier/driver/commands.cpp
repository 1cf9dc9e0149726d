// certify, check and explain as lists of stages.
#include "driver/commands.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bytes/files.hpp"
#include "certificate/certificate.hpp"
#include "driver/stages.hpp"
#include "rebuild/rebuild.hpp"

namespace verifier {
namespace {

constexpr std::uint64_t kLargestKeyFile = 4096;

std::string render(const Report& report, Format format) {
  switch (format) {
    case Format::kText:
      return render_text(report, true);
    case Format::kJson:
      return render_json(report);
    case Format::kSarif:
      return render_sarif(report);
    case Format::kHtml:
      break;
  }
  return render_html(report);
}

int finish(const Report& report, const Options& options) {
  const bool passed = report.open_count() == 0;
  const std::string text = render(report, options.format);
  const bool for_errors = !passed && options.format == Format::kText;
  if (!options.quiet || !passed) fmt::print(for_errors ? stderr : stdout, "{}", text);
  return passed ? 0 : 1;
}

template <class Parse>
auto load_key(const std::filesystem::path& path, Parse parse, Report& report)
    -> decltype(parse(View(), "", report)) {
  const auto text = read_file(path, kLargestKeyFile, report);
  if (!text) return std::nullopt;
  return parse(View(*text), path.string(), report);
}

std::uint64_t run_all(const Image& image, const Options& options, Report& report) {
  const std::uint64_t groups = run_checks(image, report);
  if (!options.rebuild) return groups;
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  check_rebuild(image, options.sipc.empty() ? self.parent_path() / "sipc" : options.sipc, report);
  return groups;
}

void write_certified(const Image& image, const PrivateKey& key, std::uint64_t groups,
                     const Options& options, Report& report) {
  std::set<unsigned> used;
  for (const unsigned number : options.waived) {
    if (report.has(number)) used.insert(number);
  }
  const auto page = make_certificate(image, key, groups, options.development, used);
  std::vector<std::uint8_t> bytes(image.bytes.span().begin(), image.bytes.span().end());
  std::ranges::copy(page, bytes.begin() + kPage);
  write_file(options.output.empty() ? options.image : options.output, View(bytes), report);
}

}  // namespace

int certify(const Options& options) {
  Report report(options.image.string());
  report.waive(options.waived);
  const auto bytes = read_file(options.image, kLargestImage, report);
  const auto image = bytes ? read_image(View(*bytes), report) : std::nullopt;
  if (!image) return finish(report, options);
  const std::uint64_t groups = run_all(*image, options, report);
  if (report.open_count() != 0) return finish(report, options);
  // Only now, so that no child that reads hostile bitcode is a fork of a process that knows it.
  const auto key = load_key(options.key, parse_private_key, report);
  if (key) write_certified(*image, *key, groups, options, report);
  return finish(report, options);
}

int check(const Options& options) {
  Report report(options.image.string());
  std::optional<PublicKey> key;
  if (!options.public_key.empty()) {
    key = load_key(options.public_key, parse_public_key, report);
    if (!key) return finish(report, options);
  }
  const auto bytes = read_file(options.image, kLargestImage, report);
  if (!bytes) return finish(report, options);
  report.waive(waived_by_certificate(View(*bytes)));
  const auto image = read_image(View(*bytes), report);
  if (!image) return finish(report, options);
  run_all(*image, options, report);
  check_certificate(*image, key, report);
  return finish(report, options);
}

int explain(const Options& options) {
  unsigned number = 0;
  const bool all = options.number == "all";
  if (!all && !parse_number(options.number, number)) {
    fmt::print(stderr,
               "sipverify: error: no finding is numbered {}\n  help: sipverify explain all\n",
               printable(options.number));
    return 1;
  }
  for (const CatalogueEntry& entry : whole_catalogue()) {
    if (!all && entry.number != number) continue;
    fmt::print("## BV{:04}: {}\n\nDanger: {}.\n\nRemedy: {}.\n\n", entry.number, entry.title,
               entry.attack, entry.remedy);
  }
  return 0;
}

}  // namespace verifier
