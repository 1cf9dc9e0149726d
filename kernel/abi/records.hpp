// The structures that calls take and fill, apart from messages. All are plain bytes: what a SIP
// passes is copied before it is checked, what the kernel fills is zeroed first.
// SAFETY: layouts alone; who reads one of a SIP copies it first and checks what it means.
#pragma once
#include <cstdint>

namespace abi {

// What a handle names: bits 28 … 31. The index + 1 is below, the generation from bit 32 on.
enum class HandleKind : std::uint32_t {
  kEndpoint = 0,
  kMutex = 1,
  kEvent = 2,
  kWaitSet = 3,
  kThread = 4,
  kProcess = 5
};
inline constexpr unsigned kHandleKindShift = 28;

inline constexpr std::uint32_t kMaxArguments = 32;
inline constexpr std::uint64_t kMostWaitedFor = 64;  // handles of one sync_wait_any

// process_create. The program is one of those that the caller's manifest lists under [[creates]],
// by position there. Endpoints move to the new process in the order of its manifest (imports, then
// exports); an export may be 0: it finds its peer closed.
struct NewProcess {
  std::uint32_t creates_index;
  std::uint32_t endpoint_count;
  std::uint32_t argument_count;
  std::uint32_t reserved;  // 0
  char name[32];           // of the instance, zero-padded
  const std::uint64_t* endpoints;
  const std::uint64_t* arguments;  // values of the program's [arguments], a word each
};
static_assert(sizeof(NewProcess) == 64);

enum class EndKind : std::uint32_t {
  kRunning = 0,   // it has not ended
  kExited = 1,    // process_exit: `code`
  kPanicked = 2,  // process_panic: `cause`
  kFaulted = 3,   // ended by the kernel: `cause`
  kStopped = 4    // by process_stop, or with its creator
};

struct ProcessEnd {
  EndKind kind;
  std::uint32_t cause_bytes;
  std::int64_t code;
  char cause[240];  // what the report's headline says, cut
};
static_assert(sizeof(ProcessEnd) == 256);

// Where a stopped thread may keep references: its two stacks from their pointers up (the same twice
// if it has one), and its registers (those that a call keeps; all of them, vectors included, when
// it was interrupted).
struct StoppedThread {
  std::uint64_t call_stack_pointer, call_stack_high;
  std::uint64_t stack_pointer, stack_high;
  std::uint64_t words[48];
};
static_assert(sizeof(StoppedThread) == 416);

struct DmaBuffer {
  std::uint64_t address, physical_address;
};

struct SystemInfo {
  std::uint64_t now_ns, frames_free, exchange_bytes;
  std::uint32_t cpus, processes, threads, channels, endpoints, blocks, objects, reports;
  std::uint64_t trace_events;  // ever written
};

struct ProcessInfo {
  char name[32], program[32];
  std::uint32_t index, parent;  // of the record; 0xffffffff = started with the system
  std::uint32_t state;          // 1 running, 2 ended, 3 suspended, 4 made and not started
  std::uint32_t priority, threads, endpoints, objects, blocks;
  std::uint64_t memory_bytes, exchange_bytes, cpu_ns, messages_sent;
};

struct ThreadInfo {
  std::uint32_t index, process, state, cpu;  // state: kernel::ThreadState
  std::uint32_t priority, effective_priority;
  std::uint64_t cpu_ns;
};

struct ChannelInfo {
  char contract[32], state[32];
  // Processes; 0xffffffff = closed, 0xfffffffe = in flight.
  std::uint32_t index, importer, exporter;
  std::uint32_t waiting_in, waiting_out, reserved;
  std::uint64_t messages;
};

enum class TraceKind : std::uint32_t {
  kSwitch = 1,  // a: thread, b: its process
  kSend = 2,    // a: endpoint, b: contract << 16 | message
  kFault = 3,   // a: process
  kEnd = 4,     // a: process
  kStart = 5,   // a: process, b: its program
  kIdle = 6
};

struct TraceEvent {
  std::uint64_t sequence, time_ns;
  TraceKind kind;
  std::uint32_t cpu, a, b;
};

}  // namespace abi
