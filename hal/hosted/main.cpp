// bulkhead-hosted: boots a system image inside this Linux process, with the very kernel and .sip
// files that bare metal runs. Stages: options, image, machine, kernel.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <span>
#include <string>

#include "disk.hpp"
#include "machine.hpp"
#include "sanitizers.hpp"

namespace {

struct Options {
  std::string image;
  std::string command_line;
  std::uint64_t memory_mebibytes = 256;
  std::uint32_t cpus = 1;
  std::string disk;
  bool disk_read_only = false;
};

hal::BootInfo boot_info;

[[noreturn]] void refuse(const std::string& image, const char* why) {
  fprintf(stderr,
          "bulkhead-hosted: error BH0001: %s: %s; give a system.img that buildimage and sipverify "
          "made\n",
          image.c_str(), why);
  exit(1);
}

// The whole file in memory that cannot be written any more. An empty file is the kernel's to
// refuse.
std::span<const std::byte> read_image(const std::string& name) {
  const int file = open(name.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat about{};
  if (file < 0 || fstat(file, &about) != 0) refuse(name, strerror(errno));
  if (!S_ISREG(about.st_mode)) refuse(name, "is not a regular file");
  const auto size = static_cast<std::size_t>(about.st_size);
  if (size == 0) return {};
  auto* const bytes = static_cast<std::byte*>(
      mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  if (bytes == MAP_FAILED) refuse(name, "does not fit into memory");
  // SAFETY: the mapping is `size` bytes; each read is given what is left of it.
  for (std::size_t done = 0; done < size;) {
    const ssize_t count = read(file, bytes + done, size - done);
    if (count <= 0) refuse(name, "cannot be read to its end");
    done += static_cast<std::size_t>(count);
  }
  close(file);
  mprotect(bytes, size, PROT_READ);
  return {bytes, size};
}

void insert_disk(const Options& options) {
  const std::string why = hal::hosted::start_disk(options.disk, options.disk_read_only);
  if (why.empty()) return;
  hal::hosted::restore_terminal();
  fprintf(stderr, "bulkhead-hosted: error BH0003: %s\n", why.c_str());
  exit(1);
}

void enter_kernel() {
  hal::hosted::adopt_kernel_stack();
  kernel::kernel_main(boot_info);
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app(
      "Boots a Bulkhead system image inside a Linux process.\n\nExample: bulkhead-hosted "
      "build/images/demo.img --command-line headless\n\n"
      "Exit status: 33 the system's verdict is 0, 35 it is not, 37 the image was refused, 39 "
      "kernel fault, 41 leak; 1 bad file, 2 usage.");
  app.set_version_flag("--version", "bulkhead-hosted " BULKHEAD_VERSION);
  app.add_option("IMAGE", options.image, "a certified system image")->required();
  app.add_option("--command-line", options.command_line,
                 "words for the kernel: headless, allow-waived");
  app.add_option("--memory", options.memory_mebibytes, "size of the machine's memory in MiB")
      ->check(CLI::Range(8, 65536))
      ->capture_default_str();
  app.add_option("--cpus", options.cpus, "CPUs, each a Linux thread")
      ->check(CLI::Range(1u, hal::kMaxCpus))
      ->capture_default_str();
  auto* const disk = app.add_option("--disk", options.disk,
                                    "a file of whole 512-byte sectors; the machine's disk");
  app.add_flag("--disk-read-only", options.disk_read_only, "the disk refuses writes")->needs(disk);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  const std::span<const std::byte> image = read_image(options.image);

  hal::hosted::start_clock();
  const hal::Layout layout = hal::hosted::start_memory(options.memory_mebibytes);
  static std::array<hal::FrameRange, 1> memory{hal::hosted::all_frames()};
  hal::hosted::start_cpus(options.cpus);
  hal::hosted::start_console();
  if (!options.disk.empty()) insert_disk(options);

  boot_info = {.free_memory = memory,
               .image = hal::detail::LastingMaker::of(image),
               .command_line = options.command_line,
               .layout = layout,
               .cpu_count = options.cpus,
               .machine = "hosted"};
  hosted_on_fresh_stack(&enter_kernel, hosted_cpu.stack_top);
}
