// Who waits for whom. A process that waits at one endpoint serves no other, unless its manifest
// says so (`serves`). From that, two things that no single SIP can see: circles in which everybody
// waits for the next, and waiting for somebody of lower priority whom nothing lifts. The kernel
// lifts an exporter to the priority of an importer that waits for it, but nobody lifts an importer.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "system/system.hpp"

namespace verifier {
namespace {

// A node is an endpoint at which its process may wait. Edges lead to where the peer may be waiting
// meanwhile, without serving this channel.
using Node = std::uint32_t;

struct Graph {
  std::vector<EndpointRef> nodes;
  std::vector<bool> exporter;
  std::vector<bool> one_thread;  // its process waits at one endpoint at a time
  std::vector<std::vector<Node>> edges;
};

const ProcessManifest& manifest_of(const CheckedSystem& system, std::uint32_t process) {
  return system.programs[system.instances[process].program]->manifest;
}

// The importer waits in each state in which the exporter has the word. The exporter waits in the
// middle of a conversation where the importer has it in a state that is no entry.
bool may_wait(const Contract& contract, bool exporter) {
  return std::ranges::any_of(contract.states, [&](const ContractState& state) {
    if (!exporter) return state.kind == ContractState::Kind::kSend;
    return state.kind == ContractState::Kind::kReceive && !state.entry;
  });
}

bool serves(const ManifestEndpoint& waiting_at, const ManifestEndpoint& other) {
  return waiting_at.serves &&
         std::ranges::find(*waiting_at.serves, other.name) != waiting_at.serves->end();
}

// An export whose `serves` is given waits between conversations too, for all but those.
bool waits_at(const CheckedSystem& system, const Contracts& contracts, EndpointRef ref) {
  const ManifestEndpoint& endpoint = endpoint_of(system, ref);
  return may_wait(contract_of(system, contracts, ref), endpoint.exporter) ||
         (endpoint.exporter && endpoint.serves);
}

Graph build(const CheckedSystem& system, const Contracts& contracts) {
  Graph graph;
  std::map<EndpointRef, EndpointRef> peers;
  std::map<std::uint32_t, std::vector<Node>> of_process;
  for (const BoundPair& pair : system.bindings) {
    peers.emplace(pair.importer, pair.exporter);
    peers.emplace(pair.exporter, pair.importer);
  }
  for (const auto& [ref, peer] : peers) {
    if (!waits_at(system, contracts, ref)) continue;
    of_process[ref.process].push_back(static_cast<Node>(graph.nodes.size()));
    graph.nodes.push_back(ref);
    graph.exporter.push_back(endpoint_of(system, ref).exporter);
    graph.one_thread.push_back(manifest_of(system, ref.process).threads == 1);
  }
  graph.edges.resize(graph.nodes.size());
  for (Node node = 0; node < graph.nodes.size(); ++node) {
    const EndpointRef peer = peers.at(graph.nodes[node]);
    for (const Node other : of_process[peer.process]) {
      const EndpointRef waiting_at = graph.nodes[other];
      if (waiting_at != peer && !serves(endpoint_of(system, waiting_at), endpoint_of(system, peer)))
        graph.edges[node].push_back(other);
    }
  }
  return graph;
}

// All circles, each found from its lowest node; gives up after so many steps that nobody could read
// what comes out.
class Circles {
 public:
  explicit Circles(const Graph& graph) : graph_(graph), on_path_(graph.nodes.size()) {}

  bool find() {
    for (first_ = 0; first_ < graph_.nodes.size() && steps_ < kMostSteps; ++first_) visit(first_);
    return steps_ < kMostSteps;
  }
  [[nodiscard]] const std::vector<std::vector<Node>>& found() const { return found_; }

 private:
  static constexpr std::size_t kMostSteps = 200'000, kLongest = 64;

  void visit(Node node) {
    if (++steps_ >= kMostSteps || path_.size() >= kLongest) return;
    path_.push_back(node);
    on_path_[node] = true;
    for (const Node next : graph_.edges[node]) {
      if (next == first_) found_.push_back(path_);
      if (next > first_ && !on_path_[next] && !waits_elsewhere(next)) visit(next);
    }
    on_path_[node] = false;
    path_.pop_back();
  }

  [[nodiscard]] bool waits_elsewhere(Node node) const {
    return graph_.one_thread[node] && std::ranges::any_of(path_, [&](Node other) {
             return graph_.nodes[other].process == graph_.nodes[node].process;
           });
  }

  const Graph& graph_;
  std::vector<bool> on_path_;
  std::vector<Node> path_;
  std::vector<std::vector<Node>> found_;
  Node first_ = 0;
  std::size_t steps_ = 0;
};

void report_circles(const CheckedSystem& system, const Graph& graph, Report& report) {
  Circles circles(graph);
  if (!circles.find()) report.add(237, "system manifest", "more circles than can be looked at");
  std::set<const ManifestCycle*> used;
  for (const std::vector<Node>& circle : circles.found()) {
    std::set<std::string> places;
    std::string text;
    for (const Node node : circle) {
      places.insert(name_of(system, graph.nodes[node]));
      text += fmt::format("{} waits at {}, ", text.empty() ? "one" : "the next",
                          name_of(system, graph.nodes[node]));
    }
    const auto justified =
        std::ranges::find(system.manifest.cycles, places, &ManifestCycle::through);
    if (justified == system.manifest.cycles.end()) {
      report.add(237, *places.begin(), text + "which is the first again");
    } else if (used.insert(&*justified).second) {
      report.note(fmt::format("CYCLE through {}: {}", fmt::join(places, " "),
                              printable(justified->reason)));
    }
  }
  for (const ManifestCycle& cycle : system.manifest.cycles) {
    if (!used.contains(&cycle))
      report.add(240, "system manifest",
                 fmt::format("[[cycle]] through {}: there is none",
                             printable(fmt::format("{}", fmt::join(cycle.through, " ")), 200)));
  }
}

// Everything that an importer can come to wait for: an exporter that waits as an importer passes
// the priority on; one that waits for an importer of its own does not.
class Inversions {
 public:
  Inversions(const CheckedSystem& system, const Graph& graph, Report& report)
      : system_(system), graph_(graph), report_(report) {
    for (const BoundPair& pair : system.bindings)
      importer_of_.emplace(pair.exporter, pair.importer.process);
  }

  void find() {
    for (Node node = 0; node < graph_.nodes.size() && steps_ < kMostSteps; ++node) {
      if (!graph_.exporter[node]) follow(node);
    }
    if (steps_ >= kMostSteps)
      report_.add(238, "system manifest", "more ways of waiting than can be looked at");
  }

 private:
  static constexpr std::size_t kMostSteps = 5'000'000;

  void follow(Node start) {
    std::vector<bool> seen(graph_.nodes.size());
    std::vector<Node> open{start};
    seen[start] = true;
    for (std::size_t next = 0; next < open.size() && steps_ < kMostSteps; ++next) {
      steps_ += graph_.edges[open[next]].size();
      for (const Node node : graph_.edges[open[next]]) {
        if (seen[node]) continue;
        seen[node] = true;
        open.push_back(node);
        if (graph_.exporter[node]) compare(start, node);
      }
    }
  }

  void compare(Node start, Node held) {
    const std::uint32_t waiting = graph_.nodes[start].process;
    const std::uint32_t slow = importer_of_.at(graph_.nodes[held]);
    const std::uint32_t high = manifest_of(system_, waiting).priority;
    const std::uint32_t low = manifest_of(system_, slow).priority;
    if (slow != waiting && low < high)
      report_.add(
          238, name_of(system_, graph_.nodes[start]),
          fmt::format("priority {}; {} may be waiting for \"{}\", priority {}", high,
                      name_of(system_, graph_.nodes[held]), system_.instances[slow].name, low));
  }

  const CheckedSystem& system_;
  const Graph& graph_;
  Report& report_;
  std::map<EndpointRef, std::uint32_t> importer_of_;
  std::size_t steps_ = 0;
};

}  // namespace

void check_waiting(const CheckedSystem& system, const Contracts& contracts, Report& report) {
  const Graph graph = build(system, contracts);
  report_circles(system, graph, report);
  Inversions(system, graph, report).find();
}

}  // namespace verifier
