// Console, time, ports, interrupt lines: small deterministic devices.
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <mutex>

#include "machine.hpp"

namespace machine {
namespace {

constexpr std::size_t kKeptLog = 64 << 10;

std::mutex log_lock;
std::string log_text;
std::string run_description;
std::atomic<std::uint64_t> clock_ns = 0;
std::uint32_t input_left = 0;

struct Line {
  bool open = false, masked = false;
};
std::array<Line, kIrqLines> lines;

Line& open_line(std::uint32_t line) {
  if (line >= kIrqLines || !lines[line].open)
    fail("[H-047] the kernel unmasks or closes an interrupt line that is not open");
  return lines[line];
}

}  // namespace

void start_devices() {
  log_text.clear();
  clock_ns = 1000;
  input_left = 100;
  lines = {};
}

std::string take_log() {
  const std::lock_guard guard(log_lock);
  return log_text;
}

void describe_run(std::string text) {
  run_description = std::move(text);
}

void fail(std::string_view what) {
  const std::string log = take_log();
  const std::size_t from = log.size() > 4096 ? log.size() - 4096 : 0;
  std::fprintf(stderr, "%s\nFINDING: %.*s\n  this run: %s\n", log.c_str() + from,
               static_cast<int>(what.size()), what.data(), run_description.c_str());
  std::abort();
}

void advance_clock(std::uint64_t ns) {
  clock_ns.fetch_add(ns, std::memory_order_relaxed);
}

bool fire(std::uint32_t line) {
  if (line >= kIrqLines || !lines[line].open || lines[line].masked) return false;
  lines[line].masked = true;
  return true;
}

}  // namespace machine

namespace hal {
using namespace machine;

void console_write(std::string_view text) {
  const std::lock_guard guard(log_lock);
  log_text += text;
  if (log_text.size() > 2 * kKeptLog) log_text.erase(0, log_text.size() - kKeptLog);
}

// Every other time there is something, until it has all been read.
int console_read() {
  if (input_left == 0) return kEndOfInput;
  return --input_left % 2 == 0 ? kNoInput : 'x';
}

std::uint64_t now_ns() {
  return clock_ns.load(std::memory_order_relaxed);
}
std::uint64_t tick_counter() {
  return now_ns();
}

bool has_io_ports() {
  return true;
}
std::uint32_t port_read(std::uint16_t port, unsigned) {
  return port;
}
void port_write(std::uint16_t, unsigned, std::uint32_t) {}

bool irq_open(std::uint32_t line, IrqTrigger) {
  if (line >= kIrqLines || lines[line].open) return false;
  lines[line] = {.open = true};
  return true;
}
void irq_unmask(std::uint32_t line) {
  open_line(line).masked = false;
}
void irq_close(std::uint32_t line) {
  open_line(line) = {};
}

}  // namespace hal
