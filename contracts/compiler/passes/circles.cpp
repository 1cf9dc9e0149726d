// Tarjan's algorithm, with a stack of its own instead of recursion.
#include "passes/circles.hpp"

#include <algorithm>

namespace contracts {
namespace {

class Search {
 public:
  explicit Search(const Needs& needs)
      : needs_(needs), number_(needs.size()), lowest_(needs.size()), is_open_(needs.size()) {}

  std::vector<std::vector<std::size_t>> run() {
    for (std::size_t i = 0; i < needs_.size(); ++i)
      if (number_[i] == 0) from(i);
    return std::move(found_);
  }

 private:
  struct Visit {
    std::size_t thing;
    std::size_t next;  // of what it needs, to be looked at
  };

  void from(std::size_t root) {
    enter(root);
    while (!path_.empty()) {
      const auto [thing, next] = path_.back();
      if (next == needs_[thing].size()) {
        leave(thing);
        continue;
      }
      ++path_.back().next;
      const std::size_t needed = needs_[thing][next];
      if (number_[needed] == 0)
        enter(needed);
      else if (is_open_[needed])
        lowest_[thing] = std::min(lowest_[thing], number_[needed]);
    }
  }

  void enter(std::size_t thing) {
    number_[thing] = lowest_[thing] = ++count_;
    open_.push_back(thing);
    is_open_[thing] = true;
    path_.push_back({thing, 0});
  }

  void leave(std::size_t thing) {
    path_.pop_back();
    if (!path_.empty()) {
      std::size_t& above = lowest_[path_.back().thing];
      above = std::min(above, lowest_[thing]);
    }
    if (lowest_[thing] != number_[thing]) return;
    const auto first = std::find(open_.rbegin(), open_.rend(), thing).base() - 1;
    std::vector<std::size_t> circle(first, open_.end());
    open_.erase(first, open_.end());
    for (const std::size_t each : circle) is_open_[each] = false;
    std::ranges::sort(circle);
    found_.push_back(std::move(circle));
  }

  const Needs& needs_;
  std::vector<std::size_t> number_, lowest_;  // by thing; 0: not met
  std::vector<bool> is_open_;
  std::vector<std::size_t> open_;
  std::vector<Visit> path_;
  std::size_t count_ = 0;
  std::vector<std::vector<std::size_t>> found_;
};

}  // namespace

std::vector<std::vector<std::size_t>> circles_of(const Needs& needs) {
  return Search(needs).run();
}

}  // namespace contracts
