// sipverify: checks a system image with readers of its own and certifies what passes. Exit code 0
// passed, 1 refused, 2 usage.
#include <CLI/CLI.hpp>

#include "driver/commands.hpp"
#include "report/report.hpp"

namespace {

constexpr auto kExample =
    "Example:\n  sipverify certify build/images/demo.img --key build/keys/dev.private "
    "--development\n"
    "  sipverify check build/images/demo.img --public-key build/keys/dev.public\n"
    "  sipverify suggest build/sips/shell.sip\n"
    "Exit code: 0 passed, 1 refused, 2 wrong usage.";

void describe_format(CLI::App& command, verifier::Options& options) {
  const std::map<std::string, verifier::Format> formats{{"text", verifier::Format::kText},
                                                        {"json", verifier::Format::kJson},
                                                        {"sarif", verifier::Format::kSarif},
                                                        {"html", verifier::Format::kHtml}};
  command.add_option("--format", options.format, "text, json, sarif or html")
      ->transform(CLI::CheckedTransformer(formats));
  command.add_flag("--quiet", options.quiet, "print nothing when everything passes");
}

void describe_waivers(CLI::App& command, verifier::Options& options) {
  const auto add = [&options](const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
      unsigned number = 0;
      if (!verifier::parse_number(text, number) || number < 200)
        throw CLI::ValidationError("--waive", text + " is no finding that can be waived");
      options.waived.insert(number);
    }
    if (options.waived.size() > 8)
      throw CLI::ValidationError("--waive", "a certificate records at most 8 numbers");
  };
  command
      .add_option_function<std::vector<std::string>>(
          "--waive", add, "certify in spite of these findings, as a test image")
      ->delimiter(',');
}

void describe_rebuild(CLI::App& command, verifier::Options& options) {
  command.add_flag("--rebuild", options.rebuild,
                   "also repeat step two on each SIP's bitcode and compare the native code");
  command
      .add_option("--sipc", options.sipc, "the sipc to repeat it with; default: next to sipverify")
      ->needs("--rebuild");
}

CLI::App* describe_certify(CLI::App& app, verifier::Options& options) {
  CLI::App* command = app.add_subcommand("certify", "run all checks and add a signed certificate");
  command->add_option("IMAGE", options.image, "a system image")->required();
  command->add_option("--key", options.key, "private key, 64 hexadecimal digits")->required();
  command->add_flag("--development", options.development, "mark the key as one for development");
  command->add_option("-o,--output", options.output, "write here instead of changing IMAGE");
  describe_waivers(*command, options);
  describe_rebuild(*command, options);
  describe_format(*command, options);
  return command;
}

CLI::App* describe_check(CLI::App& app, verifier::Options& options) {
  CLI::App* command = app.add_subcommand("check", "run all checks and compare the certificate");
  command->add_option("IMAGE", options.image, "a certified system image")->required();
  command->add_option("--public-key", options.public_key, "public key, 130 hexadecimal digits");
  describe_rebuild(*command, options);
  describe_format(*command, options);
  return command;
}

CLI::App* describe_diff(CLI::App& app, verifier::Options& options) {
  CLI::App* command = app.add_subcommand(
      "diff", "say what authority grew or shrank from OLD to NEW; exit code 1 if any grew");
  command->add_option("OLD", options.image, "a system image")->required();
  command->add_option("NEW", options.newer, "a system image")->required();
  return command;
}

CLI::App* describe_graph(CLI::App& app, verifier::Options& options) {
  CLI::App* command = app.add_subcommand("graph", "draw who is connected with whom");
  command->add_option("IMAGE", options.image, "a system image")->required();
  command
      ->add_option_function<std::string>(
          "--format", [&options](const std::string& name) { options.mermaid = name == "mermaid"; },
          "dot or mermaid")
      ->check(CLI::IsMember({"dot", "mermaid"}));
  return command;
}

CLI::App* describe_suggest(CLI::App& app, verifier::Options& options) {
  CLI::App* command =
      app.add_subcommand("suggest", "list the stores of a .sip that nothing proves to be its own");
  command->add_option("FILE", options.image, "a .sip")->required();
  command->add_flag("--loads", options.loads, "list loads, too");
  describe_format(*command, options);
  return command;
}

CLI::App* describe_locate(CLI::App& app, verifier::Options& options) {
  CLI::App* command =
      app.add_subcommand("locate", "print a system's log with source lines in its backtraces");
  command->add_option("LOG", options.image, "what a system printed; - for standard input")
      ->required();
  command->add_option("--sips", options.sips, "folder of the system's .sip files")->required();
  return command;
}

}  // namespace

int main(int argc, char** argv) {
  verifier::Options options;
  CLI::App app("Verifies system images of Bulkhead.", "sipverify");
  app.footer(kExample);
  app.set_version_flag("--version", "sipverify " BULKHEAD_VERSION);
  app.require_subcommand(1);
  const CLI::App* certify = describe_certify(app, options);
  const CLI::App* check = describe_check(app, options);
  const CLI::App* diff = describe_diff(app, options);
  const CLI::App* graph = describe_graph(app, options);
  const CLI::App* suggest = describe_suggest(app, options);
  const CLI::App* locate = describe_locate(app, options);
  app.add_subcommand("explain", "say what a finding means")
      ->add_option("NUMBER", options.number, "BV0123, or all")
      ->required();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (certify->parsed()) return verifier::certify(options);
  if (check->parsed()) return verifier::check(options);
  if (diff->parsed()) return verifier::diff(options);
  if (graph->parsed()) return verifier::graph(options);
  if (suggest->parsed()) return verifier::suggest(options);
  if (locate->parsed()) return verifier::locate(options);
  return verifier::explain(options);
}
