// Arguments for kernel calls: mostly what a call could accept in the kernel's present state (the
// fuzzer looks), now and then an edge value, somebody else's handle or address, or one that was
// good once.
#pragma once
#include <optional>

#include "machine/machine.hpp"
#include "sched/thread.hpp"
#include "shapes.hpp"
#include "source.hpp"
#include "sync/objects.hpp"

namespace fuzz {

class Arguments {
 public:
  // `hostile_in`: one argument in so many is wrong.
  Arguments(Source& source, std::uint64_t hostile_in) : source_(source), hostile_in_(hostile_in) {}

  // Nothing: the caller lacks what the call needs.
  std::optional<machine::Deed> call(const kernel::Thread& caller, const Shape& shape);

 private:
  std::uint64_t value(Parameter parameter);
  std::uint64_t hostile();
  std::uint64_t foreign_handle();
  std::uint64_t endpoint();
  std::uint64_t object(kernel::ObjectKind kind);
  std::uint64_t block();
  std::uint64_t inside();
  std::uint64_t thread();
  std::uint64_t child();
  std::uint64_t waitable();
  std::uint64_t member();
  std::uint64_t granted(std::uint32_t count);
  std::uint64_t open_irq();
  std::uint64_t place(std::uint64_t bytes);
  std::uint64_t deadline();
  std::uint64_t tag();
  std::uint64_t answer_bytes();
  std::uint64_t message();
  std::uint64_t description();
  std::uint64_t handle_list();
  std::uint64_t endpoint_for(std::uint32_t contract, kernel::Side side, std::uint32_t state);
  void write_word(std::uint64_t address, std::uint64_t word);
  template <class Id, class Next, class Likes, class Handle>
  std::uint64_t pick(Id first, Next next, Likes likes, Handle handle);
  template <class Likes>
  std::uint64_t pick_endpoint(Likes likes);

  Source& source_;
  std::uint64_t hostile_in_;
  const kernel::Thread* caller_ = nullptr;
  std::uint64_t handle_ = 0, tag_ = 0, size_ = 0;  // of the parameters before
  std::uint32_t number_ = 0;
  bool lacks_ = false;
  std::array<std::uint64_t, 32> seen_{};  // values that were once good
  std::size_t next_seen_ = 0;
};

}  // namespace fuzz
