// The one four-level page table. Tables come from a pool of frames; a table that becomes empty goes
// back, so that the pool bounds what is mapped now, not what ever was. Every change of a leaf goes
// through here.
#pragma once
#include <cstdint>

#include "hal/types.hpp"
#include "paging/address_space.hpp"

namespace hal::x86 {

// Frames for page tables, chained through their first word (which a CPU that still walks there sees
// as an absent entry).
class TablePool {
 public:
  void give(FrameRange frames);
  std::uint32_t available() const { return free_.count; }
  std::uint64_t take();  // physical address of a zeroed frame; available() must not be 0
  void put(std::uint64_t physical) { free_.push(physical); }

  // Another CPU may still hold translations through this table: not to be taken before
  // reuse_retired(), which flush_other_cpus() calls.
  void retire(std::uint64_t physical) { retired_.push(physical); }
  void reuse_retired();
  bool has_retired() const { return retired_.count != 0; }

 private:
  struct Chain {
    std::uint64_t first = 0;
    std::uint32_t count = 0;
    void push(std::uint64_t physical);
    std::uint64_t pop();
  };

  Chain free_, retired_;
};

class PageTables {
 public:
  void start(std::uint64_t root) { root_ = root; }
  std::uint64_t root() const { return root_; }
  TablePool& pool() { return pool_; }

  std::uint64_t* leaf(std::uint64_t page) const;  // nullptr if a table is missing
  // Sets a leaf that is 0 now. False: the pool is empty; nothing is changed then.
  [[nodiscard]] bool set(std::uint64_t page, std::uint64_t entry);
  void clear(std::uint64_t page);  // leaf must be present; returns empty tables to the pool
  static unsigned index(std::uint64_t page, unsigned level) {
    return page >> (12 + 9 * level) & 511;
  }

 private:
  // The entries that lead to a page, the root's first, as far as there are tables. Those above the
  // leaf count the used entries of the table that they point to.
  struct Way {
    std::uint64_t* entries[4];
    unsigned count;
    std::uint64_t* last() const { return entries[count - 1]; }
    void go_on(std::uint64_t* entry) { entries[count++] = entry; }
  };
  Way walk(std::uint64_t page) const;
  std::uint64_t* entry_in(std::uint64_t table, std::uint64_t page, unsigned level) const {
    return &direct<std::uint64_t>(table & kFrameMask)[index(page, level)];
  }

  std::uint64_t root_ = 0;
  TablePool pool_;
};

extern PageTables page_tables;

// Counts, for every frame of RAM, how often it is mapped executable and how often writable in the
// low half: what keeps W^X true for aliases. The direct map's view of a frame is writable exactly
// while no mapping is executable.

class FrameUses {
 public:
  void start(void* zeroed, std::uint32_t frames) {
    uses_ = static_cast<Use*>(zeroed);
    count_ = frames;
  }
  static std::uint32_t bytes_for(std::uint32_t frames) {
    return frames * static_cast<std::uint32_t>(sizeof(Use));
  }

  // Both stop the machine with a kernel fault if the change would make a frame writable and
  // executable at once.
  void add(Frame frame, Access access);
  void remove(Frame frame, Access access);

 private:
  struct Use {
    std::uint16_t executable, writable;
  };
  Use* uses_ = nullptr;
  std::uint32_t count_ = 0;
};

extern FrameUses frame_uses;

}  // namespace hal::x86
