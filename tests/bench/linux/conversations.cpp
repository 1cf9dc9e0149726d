// Two processes that talk: request and reply over pipes and socket pairs, and yielding to each
// other. The peer is forked before the clock starts and reaped after it has stopped; both run on
// the CPU that the harness has pinned them to.
#include <fcntl.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "batch.hpp"

namespace linux_bench {
namespace {

constexpr std::uint64_t kLargest = 1 << 20;
alignas(4096) std::array<char, kLargest> buffer;

// One process's ends: where it reads and where it writes.
struct Ends {
  int in = -1, out = -1;
};

struct Line {
  Ends ours, theirs;
};

void write_all(int file, std::uint64_t bytes) {
  for (std::uint64_t done = 0; done < bytes;) {
    const ssize_t count = write(file, buffer.data() + done, bytes - done);
    if (count <= 0) die("writing");
    done += static_cast<std::uint64_t>(count);
  }
}

// False at the end of the conversation.
bool read_all(int file, std::uint64_t bytes) {
  for (std::uint64_t done = 0; done < bytes;) {
    const ssize_t count = read(file, buffer.data() + done, bytes - done);
    if (count == 0 && done == 0) return false;
    if (count <= 0) die("reading");
    done += static_cast<std::uint64_t>(count);
  }
  return true;
}

// A pipe that takes a whole message, so that no side waits half-way.
std::array<int, 2> make_pipe(std::uint64_t bytes) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) die("pipe");
  if (bytes > 65536) fcntl(ends[1], F_SETPIPE_SZ, static_cast<int>(bytes));
  return ends;
}

Line pipe_line(std::uint64_t request, std::uint64_t reply) {
  const auto there = make_pipe(request), back = make_pipe(reply);
  return {.ours = {back[0], there[1]}, .theirs = {there[0], back[1]}};
}

Line socket_line(std::uint64_t bytes) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) die("socketpair");
  const int room = static_cast<int>(2 * bytes + 65536);
  for (const int end : ends) setsockopt(end, SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
  return {.ours = {ends[0], ends[0]}, .theirs = {ends[1], ends[1]}};
}

void close_ends(const Ends& ends) {
  close(ends.in);
  if (ends.out != ends.in) close(ends.out);
}

// Forks a process that runs `serve` on its ends; the caller keeps its own.
template <class Serve>
pid_t start_peer(const Line& line, Serve serve) {
  const pid_t peer = fork();
  if (peer < 0) die("fork");
  if (peer == 0) {
    close_ends(line.ours);
    serve(line.theirs);
    _exit(0);
  }
  close_ends(line.theirs);
  return peer;
}

void end_peer(const Line& line, pid_t peer) {
  close_ends(line.ours);
  waitpid(peer, nullptr, 0);
}

void converse(const Command& command, const Line& line, std::uint64_t request,
              std::uint64_t reply) {
  const pid_t peer = start_peer(line, [&](const Ends& ends) {
    while (read_all(ends.in, request)) write_all(ends.out, reply);
  });
  for (std::uint64_t batch = 0; batch < command.batches; ++batch) {
    const std::uint64_t before = ticks();
    for (std::uint64_t i = 0; i < command.times; ++i) {
      write_all(line.ours.out, request);
      if (!read_all(line.ours.in, reply)) die("the peer");
    }
    report(command, ticks() - before);
  }
  end_peer(line, peer);
}

}  // namespace

void run_pipe(const Command& command) {
  const std::uint64_t bytes = std::min(command.bytes, kLargest);
  converse(command, pipe_line(bytes, bytes), bytes, bytes);
}

void run_pipe_one_way(const Command& command) {
  const std::uint64_t bytes = std::min(command.bytes, kLargest);
  converse(command, pipe_line(bytes, 4), bytes, 4);
}

void run_socket_pair(const Command& command) {
  const std::uint64_t bytes = std::min(command.bytes, kLargest);
  converse(command, socket_line(bytes), bytes, bytes);
}

void run_yields(const Command& command) {
  const Line line = pipe_line(1, 1);
  const pid_t peer = start_peer(line, [&](const Ends& ends) {
    while (read_all(ends.in, 1)) {
      for (std::uint64_t i = 0; i < command.times; ++i) sched_yield();
      write_all(ends.out, 1);
    }
  });
  for (std::uint64_t batch = 0; batch < command.batches; ++batch) {
    const std::uint64_t before = ticks();
    write_all(line.ours.out, 1);
    for (std::uint64_t i = 0; i < command.times; ++i) sched_yield();
    if (!read_all(line.ours.in, 1)) die("the peer");
    report(command, ticks() - before);
  }
  end_peer(line, peer);
}

}  // namespace linux_bench
