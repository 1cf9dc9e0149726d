// The command line, by CLI11. Unknown options are usage errors: sipc alone decides what clang is
// told.
#include "driver/options.hpp"

#include <CLI/CLI.hpp>

namespace sipc {
namespace {

constexpr auto kExample = R"(
Example:
  sipc build main.cpp --manifest echo.toml --contracts contracts/system -o echo.sip
  sipc check main.cpp --format=sarif
  sipc explain BD0101

Exit codes: 0 done or accepted, 1 refused, 2 usage.)";

void add_common(CLI::App& command, Options& options) {
  command.add_option("sources", options.sources, "C++ sources")->required()->type_name("FILE");
  command.add_option("--manifest", options.manifest, "process manifest (TOML)")->type_name("FILE");
  command.add_option("--contracts", options.contract_dirs, "folder with NAME.contract files")
      ->type_name("DIR")
      ->allow_extra_args(false);
  command
      .add_option("-I", options.include_dirs,
                  "folder with headers of yours; they are checked like the sources")
      ->type_name("DIR")
      ->allow_extra_args(false);
  command.add_option("-D", options.defines, "define a macro")
      ->type_name("NAME[=VALUE]")
      ->allow_extra_args(false);
  command.add_flag("--test-hooks", options.test_hooks,
                   "offer sip/testing.hpp; the evidence records it");
  command
      .add_option("--ignore-rule", options.ignored_rules,
                  "with --test-hooks: let the checker pass what this rule refuses, to show that "
                  "the next layer catches it")
      ->needs("--test-hooks")
      ->check([](const std::string& number) {
        const bool good = number.size() == 6 && number.starts_with("BD0") &&
                          (number < "BD08" || number == "BD0808") &&
                          number.find_first_not_of("0123456789", 2) == number.npos;
        return good ? std::string() : number + " is no rule of BD01xx to BD07xx, nor BD0808";
      })
      ->type_name("NUMBER");
  command.add_flag("-v,--verbose", options.verbose, "print the commands that are run");
}

void add_checks(CLI::App& command, std::string& checks) {
  command
      .add_option("--redundant-checks", checks,
                  "which accesses get an owner check where the verifier cannot prove them")
      ->check(CLI::IsMember({"none", "stores", "stores+loads"}))
      ->type_name("none|stores|stores+loads");
}

void add_native(CLI::App& command, Options& options) {
  command.add_option("bitcode", options.sources, "portable bitcode, as .sip.bitcode holds it")
      ->required()
      ->expected(1)
      ->type_name("FILE");
  command.add_option("-o", options.output, "the ELF file to write")->required()->type_name("FILE");
  command.add_flag("--collector", options.collector, "link the collector (gc = \"boehm\")");
  command.add_flag("--test-hooks", options.test_hooks, "link the bodies of the test hooks");
  command.add_flag("-v,--verbose", options.verbose, "print the rounds of store checks");
}

}  // namespace

ParsedCommandLine parse_command_line(int count, char** words) {
  ParsedCommandLine parsed;
  Options& options = parsed.options;
  CLI::App app("sipc: checks and compiles SIPs, Bulkhead's processes in checked C++", "sipc");
  app.set_version_flag("--version", "sipc " BULKHEAD_VERSION);
  app.footer(kExample);
  app.require_subcommand(1);

  CLI::App* build = app.add_subcommand("build", "check, compile and link a .sip");
  add_common(*build, options);
  build->get_option("--manifest")->required();
  build->add_option("-o", options.output, "the .sip to write")->required()->type_name("FILE");
  build
      ->add_option("--save-temps", options.save_temps,
                   "keep generated sources, portable bitcode and object there")
      ->type_name("DIR");

  std::string checks = "stores";
  add_checks(*build, checks);

  CLI::App* check =
      app.add_subcommand("check", "check sources against the dialect; writes nothing");
  add_common(*check, options);
  std::string format = "text";
  check->add_option("--format", format, "how findings are printed")
      ->check(CLI::IsMember({"text", "sarif"}))
      ->type_name("text|sarif");

  CLI::App* native =
      app.add_subcommand("native", "repeat step two: portable bitcode to what is loaded of a .sip");
  add_native(*native, options);
  add_checks(*native, checks);

  CLI::App* explain =
      app.add_subcommand("explain", "say what a number means, why, and what to write instead");
  explain->add_option("number", options.explain, "like BD0101 or BS0103")
      ->required()
      ->type_name("NUMBER");

  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    parsed.exit_code = app.exit(error) == 0 ? 0 : 2;
    return parsed;
  }
  options.command = build->parsed()    ? Command::kBuild
                    : check->parsed()  ? Command::kCheck
                    : native->parsed() ? Command::kNative
                                       : Command::kExplain;
  options.checks = checks == "none"     ? RedundantChecks::kNone
                   : checks == "stores" ? RedundantChecks::kStores
                                        : RedundantChecks::kStoresAndLoads;
  options.format = format == "sarif" ? Format::kSarif : Format::kText;
  return parsed;
}

}  // namespace sipc
