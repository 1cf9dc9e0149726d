// What a random walk has seen of a contract's automaton. `contractc mock` generates the Shape; the
// mocks mark what they come by.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace contract_mock {

struct ShapeEdge {
  std::size_t from;
  std::string_view message;
  std::size_t to;
};

struct Shape {
  std::string_view contract;
  std::span<const std::string_view> states;
  std::span<const ShapeEdge> edges;
};

class Coverage {
 public:
  explicit Coverage(const Shape& shape)
      : shape_(&shape), states_(shape.states.size()), edges_(shape.edges.size()) {}

  void enter(std::size_t state) { states_[state] = true; }
  void pass(std::size_t edge) {
    edges_[edge] = true;
    states_[shape_->edges[edge].from] = true;
    states_[shape_->edges[edge].to] = true;
  }
  void see_closed() { closed_ = true; }

  bool is_complete() const {
    return count(states_) == states_.size() && count(edges_) == edges_.size();
  }
  bool has_seen_closed() const { return closed_; }

  /// One line, and one more for each state and transition that was not seen.
  std::string report() const {
    std::string out = std::string(shape_->contract) + ": " + of(states_) + " states, " +
                      of(edges_) + " transitions\n";
    for (std::size_t i = 0; i < states_.size(); ++i)
      if (!states_[i]) out += "  not seen: state " + std::string(shape_->states[i]) + "\n";
    for (std::size_t i = 0; i < edges_.size(); ++i)
      if (!edges_[i])
        out += "  not seen: " + std::string(shape_->edges[i].message) + " in state " +
               std::string(shape_->states[shape_->edges[i].from]) + "\n";
    return out;
  }

 private:
  static std::size_t count(const std::vector<bool>& flags) {
    std::size_t out = 0;
    for (const bool each : flags) out += each ? 1 : 0;
    return out;
  }
  static std::string of(const std::vector<bool>& flags) {
    return std::to_string(count(flags)) + " of " + std::to_string(flags.size());
  }

  const Shape* shape_;
  std::vector<bool> states_;
  std::vector<bool> edges_;
  bool closed_ = false;
};

}  // namespace contract_mock
