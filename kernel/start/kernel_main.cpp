// The kernel's beginning, stage by stage: check the image, size the tables, load, bind, run. After
// the last stage nothing is ever allocated for the kernel.
#include "abi/errors.hpp"
#include "channel/endpoint.hpp"
#include "image/parts.hpp"
#include "io/devices.hpp"
#include "process/children.hpp"
#include "process/console.hpp"
#include "process/loader.hpp"
#include "sched/scheduler.hpp"
#include "start/shutdown.hpp"
#include "start/system.hpp"
#include "sync/objects.hpp"

namespace kernel {
namespace {

bool has_word(std::string_view line, std::string_view word) {
  while (!line.empty()) {
    const std::size_t end = line.find(' ');
    if (line.substr(0, end) == word) return true;
    line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  }
  return false;
}

void print_machine(const hal::BootInfo& boot) {
  std::uint64_t frames = 0;
  for (const hal::FrameRange& range : boot.free_memory) frames += range.count;
  Line() << "bulkhead: version " BULKHEAD_VERSION ", kernel ABI " << abi::kAbiVersion << ", on "
         << boot.machine << ", " << boot.cpu_count << (boot.cpu_count == 1 ? " CPU, " : " CPUs, ")
         << frames * hal::kPageBytes / (1024 * 1024) << " MiB free";
}

void print_image(const VerifiedImage& image, const SystemRecord& system) {
  const Certificate& certificate = image.certificate();
  Line() << "bulkhead: image " << system.name << ": " << system.process_count << " processes, key "
         << Hex{certificate.key_name, 8}
         << (certificate.development_key || key_is_development() ? " (DEVELOPMENT KEY)" : "");
  if (!certificate.waived) return;
  Line text;
  text << "bulkhead: TEST IMAGE: verifier checks waived:";
  for (const std::uint16_t number : certificate.waivers) {
    if (number != 0) text << " BV" << Padded{number, 4};
  }
}

Check check_image(const hal::BootInfo& boot, VerifiedImage& image, SystemRecord& system,
                  Sizes& sizes) {
  const WaivedImages waived =
      has_word(boot.command_line, "allow-waived") ? WaivedImages::kAllow : WaivedImages::kRefuse;
  KERNEL_TRY_CHECK(verify_image(boot.image, public_key(), waived, image));
  KERNEL_TRY_CHECK(check_system(image.view(), boot.layout, system));
  return measure_system(image.view(), boot.layout, system, sizes);
}

[[noreturn]] void refuse(ImageBytes image, const Refusal& refusal) {
  ImageView view;
  if (check_header(image, view)) view = {};  // no table to name the part from
  print_refusal(view, refusal);
  hal::power_off(hal::ExitCode::kImageRefused);
}

// Carves every table and pool, then gives what is left to the processes. Refuses when the machine
// is too small for what the system was proved to need.
void make_tables(const hal::BootInfo& boot, const VerifiedImage& image, const Sizes& sizes) {
  const hal::FrameRange table_range = frames::largest(boot.free_memory);
  Arena arena(table_range);
  hal::give_page_table_frames(arena.carve_frames(sizes.page_table_frames));
  io::start_dma(arena.carve_frames(sizes.dma_pages), arena);
  frames::start(boot.free_memory, table_range, arena);
  arena.make(processes::table, sizes.processes);
  loader::start(boot.layout, image.view(), arena);
  sched::start(sizes.threads, arena);
  deadlines::start(sizes.threads, sizes.objects, arena);
  arena.make(objects::table, sizes.objects);
  contracts::start(image.view(), arena);
  channels::start(sizes.channels, arena);
  arena.make(cells::table, sizes.cells);
  blocks::start(boot.layout.exchange_base,
                {.count = sizes.blocks,
                 .shares = sizes.shares,
                 .largest_bytes = sizes.largest_block,
                 .total_bytes = sizes.exchange_bytes},
                arena);
  if (has_word(boot.command_line, "trace")) trace::start(arena);
  for (const hal::FrameRange& range : boot.free_memory) {
    if (range.first != table_range.first) frames::add(range);
  }
  frames::add(arena.rest());
  if (frames::free_count() < sizes.memory_pages() + sizes.shared_pages + sizes.owner_map_pages +
                                 sizes.exchange_bytes / hal::kPageBytes)
    refuse_for_memory();
}

void back_owner_map(const hal::BootInfo& boot, const Sizes& sizes) {
  owner_map::start(boot.layout.owner_map);
  for_each_owned_range(boot.layout, sizes, [](hal::VirtAddr first, std::uint64_t bytes) {
    owner_map::back(first, bytes);
  });
}

void load_processes(const SystemRecord& system) {
  for (std::uint32_t i = 0; i < system.process_count; ++i) {
    const ProcessId id = loader::load(ProgramId{system.process_program(i)}, system.process_name(i));
    if (id != processes::table.id_at(i))
      kernel_bug("a process that the start had counted in cannot be loaded");
    Process& process = processes::get(id);
    process.with_system = true;
    const std::uint64_t first = system.first_argument(i);
    for (std::uint32_t k = 0; k < system.process(i).argument_count; ++k)
      loader::set_argument(process, k, system.argument(first, k));
  }
}

void give_endpoint(std::uint32_t process, std::uint32_t index, EndpointId id) {
  channels::own(id, processes::table.id_at(process));
  loader::set_start_endpoint(processes::get(processes::table.id_at(process)), index,
                             channels::get(id).handle);
}

void bind_endpoints(const SystemRecord& system) {
  for (std::uint32_t i = 0; i < system.binding_count; ++i) {
    const Binding binding = system.binding(i);
    const StartEndpoint endpoint = processes::get(processes::table.id_at(binding.importer))
                                       .record.endpoint(binding.importer_endpoint);
    const auto ends = channels::create(ContractId{endpoint.contract}, endpoint.state);
    if (!ends) kernel_bug("no channel is left for a binding that the start had counted in");
    give_endpoint(binding.importer, binding.importer_endpoint, ends->importer);
    give_endpoint(binding.exporter, binding.exporter_endpoint, ends->exporter);
  }
}

// An export that nobody imports: its server finds the peer closed.
void close_unbound_exports(const SystemRecord& system) {
  for (std::uint32_t i = 0; i < system.process_count; ++i) {
    const ProgramRecord& program = processes::get(processes::table.id_at(i)).record;
    for (std::uint32_t index = 0; index < program.endpoint_count; ++index) {
      const StartEndpoint endpoint = program.endpoint(index);
      if (endpoint.side != Side::kExporter || system.bindings_of(i, index, Side::kExporter) != 0)
        continue;
      if (!children::give_closed_export(processes::table.id_at(i), index, endpoint))
        kernel_bug("no channel is left for an export that the start had counted in");
    }
  }
}

void start_processes(const SystemRecord& system) {
  for (std::uint32_t i = 0; i < system.process_count; ++i) {
    if (!loader::start_process(processes::table.id_at(i)))
      kernel_bug("no thread is left for a process that the start had counted in");
  }
}

}  // namespace

void refuse_for_memory() {
  refuse({}, {124, "the system needs more memory than this machine has; give it more"});
}

void kernel_main(const hal::BootInfo& boot) {
  print_machine(boot);
  VerifiedImage image;
  SystemRecord system{};
  Sizes sizes{};
  if (const Check refusal = check_image(boot, image, system, sizes)) refuse(boot.image, *refusal);
  print_image(image, system);

  make_tables(boot, image, sizes);
  back_owner_map(boot, sizes);
  loader::share_segments();
  start_shutdown_watch(system.verdict, frames::free_count());
  load_processes(system);
  bind_endpoints(system);
  close_unbound_exports(system);

  console::start(has_word(boot.command_line, "headless"), system.script);
  lock::several_cpus = boot.cpu_count > 1;
  sched::watched = lock::several_cpus || trace::on;
  lock::take();
  sched::cpus[0].online = true;
  start_processes(system);
  hal::start_ticks(sched::kTickNs);
  if (lock::several_cpus) hal::start_other_cpus();
  // Before any SIP asks for one of them; each looks for work as soon as it gets the lock.
  for (std::uint32_t cpu = 1; cpu < boot.cpu_count; ++cpu) sched::cpus[cpu].online = true;
  sched::leave();
}

}  // namespace kernel
