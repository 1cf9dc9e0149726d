// Any bytes as a manifest of either kind.
#include "system/manifests.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  verifier::Report report;
  verifier::ProgramParts program{};
  program.manifest.bytes = verifier::View({data, size});
  (void)verifier::read_process_manifest(program, report);
  verifier::Image image{};
  image.system_manifest.bytes = verifier::View({data, size});
  (void)verifier::read_system_manifest(image, report);
  (void)verifier::render_text(report, true);
  return 0;
}
