// See run.hpp.
#include "run.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace systems {
namespace {

using Clock = std::chrono::steady_clock;

std::string temporary_image(const image_builder::Blob& image) {
  std::string name = std::string(BULKHEAD_TEST_DIR) + "/image-XXXXXX";
  const int file = mkstemp(name.data());
  if (file < 0) throw std::runtime_error("cannot make a temporary file");
  std::size_t done = 0;
  while (done < image.size()) {
    const ssize_t count = write(file, image.data() + done, image.size() - done);
    if (count <= 0) throw std::runtime_error("cannot write the image");
    done += static_cast<std::size_t>(count);
  }
  close(file);
  return name;
}

std::string read_until_end(int from, pid_t child, int seconds) {
  std::string output;
  const auto end = Clock::now() + std::chrono::seconds(seconds);
  char buffer[4096];
  while (true) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    pollfd wanted{from, POLLIN, 0};
    if (left <= 0 || poll(&wanted, 1, static_cast<int>(left)) <= 0) {
      kill(child, SIGKILL);
      return output + "\n(timed out)";
    }
    const ssize_t count = read(from, buffer, sizeof buffer);
    if (count <= 0) return output;
    output.append(buffer, static_cast<std::size_t>(count));
  }
}

std::string cpus_of(const RunOptions& options) {
  const char* const wanted = getenv("BULKHEAD_TEST_CPUS");
  if (options.cpus != 0) return std::to_string(options.cpus);
  return wanted != nullptr ? wanted : "1";
}

// The hosted kernel, or, with BULKHEAD_TEST_MACHINE=qemu, the bare-metal one.
std::vector<std::string> command_for(const std::string& image, const RunOptions& options) {
  if (!on_bare_machine())
    return {BULKHEAD_TEST_HOST, image,          "--command-line", options.command_line,
            "--memory",         options.memory, "--cpus",         cpus_of(options)};
  std::vector<std::string> command{"/bin/bash",         BULKHEAD_TEST_QEMU,
                                   BULKHEAD_TEST_ELF,   image,
                                   "--headless",        "--smp",
                                   cpus_of(options),    "--memory",
                                   options.memory,      "--command-line",
                                   options.command_line};
  if (!options.qemu_arguments.empty()) command.push_back("--");
  command.insert(command.end(), options.qemu_arguments.begin(), options.qemu_arguments.end());
  return command;
}

[[noreturn]] void run_kernel(const std::string& image, const RunOptions& options) {
  std::vector<std::string> command = command_for(image, options);
  std::vector<char*> words;
  for (std::string& word : command) words.push_back(word.data());
  words.push_back(nullptr);
  execv(words[0], words.data());
  _exit(127);
}

// Serial lines end in carriage return and line feed.
void drop_carriage_returns(std::string& text) {
  std::erase(text, '\r');
}

}  // namespace

bool on_bare_machine() {
  const char* const machine = getenv("BULKHEAD_TEST_MACHINE");
  return machine != nullptr && std::string(machine) == "qemu";
}

std::vector<std::string> Run::lines_with(const std::string& text) const {
  std::vector<std::string> lines;
  std::istringstream stream(output);
  for (std::string line; std::getline(stream, line);) {
    if (line.find(text) != std::string::npos) lines.push_back(line);
  }
  return lines;
}

std::string Run::last_line() const {
  if (output.empty()) return {};
  const std::size_t end = output.back() == '\n' ? output.size() - 1 : output.size();
  const std::size_t start = output.rfind('\n', end - 1);
  return output.substr(start == std::string::npos ? 0 : start + 1,
                       end - (start == std::string::npos ? 0 : start + 1));
}

Run boot(const image_builder::Blob& image, const RunOptions& options) {
  const std::string name = temporary_image(image);
  int out[2], in[2];
  if (pipe(out) != 0 || pipe(in) != 0) throw std::runtime_error("no pipes");
  const pid_t child = fork();
  if (child == 0) {
    dup2(in[0], 0);
    dup2(out[1], 1);
    for (const int file : {in[0], in[1], out[0], out[1]}) close(file);
    run_kernel(name, options);
  }
  close(out[1]);
  close(in[0]);
  if (write(in[1], options.input.data(), options.input.size()) !=
      static_cast<ssize_t>(options.input.size()))
    throw std::runtime_error("cannot write input");
  close(in[1]);
  Run run;
  run.output = read_until_end(out[0], child, options.seconds);
  drop_carriage_returns(run.output);
  close(out[0]);
  int status = 0;
  waitpid(child, &status, 0);
  run.status = WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
  unlink(name.c_str());
  return run;
}

Run boot(const image_builder::SystemSpec& system, const RunOptions& options) {
  return boot(image_builder::make_image(system), options);
}

image_builder::ProgramSpec program(const std::string& name,
                                   std::vector<image_builder::EndpointSpec> endpoints) {
  return {.name = name,
          .sip = image_builder::read_sip(std::string(BULKHEAD_TEST_SIPS) + "/" + name + ".elf"),
          .endpoints = std::move(endpoints)};
}

}  // namespace systems
