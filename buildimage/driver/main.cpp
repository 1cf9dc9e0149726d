// buildimage: packs a system's SIPs into system.img, makes keys, lists images. Exit code 0 done, 1
// refused, 2 usage.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "image/image.hpp"
#include "keys/keys.hpp"

namespace buildimage {
namespace {

constexpr auto kVersion = "buildimage " BULKHEAD_VERSION;
constexpr auto kExample =
    "Example:\n  buildimage pack manifests/systems/demo.toml --sips build/sips -o "
    "build/images/demo.img\n"
    "  sipverify certify build/images/demo.img --key build/keys/dev.private --development\n"
    "Exit code: 0 done, 1 input refused, 2 wrong usage.";

struct Options {
  SystemInputs inputs;
  std::filesystem::path output, image, key_folder;
  bool development = false;
};

Result<void> pack(const Options& options) {
  const System system = BUILDIMAGE_TRY(load_system(options.inputs));
  const Bytes image = BUILDIMAGE_TRY(make_image(system));
  return write_file(options.output, image);
}

Result<void> list(const Options& options) {
  const Bytes image = BUILDIMAGE_TRY(read_file(options.image));
  fmt::print("{}", BUILDIMAGE_TRY(list_image(image, options.image.string())));
  return {};
}

Result<void> keygen(const Options& options) {
  return make_keys(options.key_folder,
                   options.development ? KeyPurpose::kDevelopment : KeyPurpose::kRelease);
}

int finish(const Result<void>& result) {
  if (result) return 0;
  for (const Diagnostic& diagnostic : result.error()) fmt::print(stderr, "{}", render(diagnostic));
  return 1;
}

void describe_pack(CLI::App& app, Options& options) {
  CLI::App* command =
      app.add_subcommand("pack", "make system.img from a system manifest and .sip files");
  command->add_option("SYSTEM", options.inputs.manifest, "the system manifest, TOML")->required();
  command->add_option("--sips", options.inputs.sip_folders, "folders that hold .sip files")
      ->required();
  command->add_option("--processes", options.inputs.process_folder,
                      "refuse a .sip whose manifest differs from the one here");
  command->add_option("-o,--output", options.output, "the image to write")->required();
}

}  // namespace
}  // namespace buildimage

int main(int argc, char** argv) {
  using namespace buildimage;
  Options options;
  CLI::App app("Builds system images for Bulkhead.", "buildimage");
  app.footer(kExample);
  app.set_version_flag("--version", kVersion);
  app.require_subcommand(1);
  describe_pack(app, options);
  CLI::App* list_command =
      app.add_subcommand("list", "show the parts of an image with their sizes");
  list_command->add_option("IMAGE", options.image, "a system image")->required();
  CLI::App* key_command = app.add_subcommand("keygen", "make a key pair for certificates");
  key_command->add_option("-o,--output", options.key_folder, "folder for the two files")
      ->required();
  key_command->add_flag("--development", options.development,
                        "name them dev.* instead of release.*");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (app.got_subcommand("pack")) return finish(pack(options));
  if (app.got_subcommand("list")) return finish(list(options));
  return finish(keygen(options));
}
