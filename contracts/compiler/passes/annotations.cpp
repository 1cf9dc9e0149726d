// Annotations: which exist, what they may stand on and what arguments they take. Their meaning is
// recorded in Marks, from where the IR publishes it; [entry] and [deprecated] also shape the
// automaton and the generated header.
#include <fmt/format.h>

#include <set>

#include "passes/passes.hpp"

namespace contracts {
namespace {

enum class Target { kContract, kMessage, kState };

class Reader {
 public:
  explicit Reader(Reporter& reporter) : reporter_(reporter) {}

  Marks read(const std::vector<Annotation>& annotations, Target target) {
    Marks marks;
    std::set<std::string> seen;
    for (const Annotation& each : annotations)
      if (seen.insert(each.name.text).second)
        one(each, target, marks);
      else
        reporter_.report(each.name.at, 212, fmt::format("[{}] is said twice", each.name.text),
                         "remove one of the two");
    return marks;
  }

 private:
  void one(const Annotation& annotation, Target target, Marks& marks) {
    const std::string& name = annotation.name.text;
    if (name == "entry") {
      if (place(annotation, target == Target::kState, "states") && count(annotation, 0))
        marks.entry = true;
    } else if (name == "idempotent") {
      if (place(annotation, target == Target::kMessage, "messages") && count(annotation, 0))
        marks.idempotent = true;
    } else if (name == "session") {
      if (place(annotation, target == Target::kMessage, "messages") && count(annotation, 0))
        marks.session = true;
    } else if (name == "priority") {
      if (place(annotation, target != Target::kState, "messages and contracts") &&
          count(annotation, 1))
        priority(annotation, marks);
    } else if (name == "deprecated") {
      if (place(annotation, target != Target::kState, "messages and contracts") &&
          count(annotation, 1))
        deprecated(annotation, marks);
    } else {
      reporter_.report(annotation.name.at, 211, fmt::format("there is no annotation '{}'", name));
    }
  }

  bool place(const Annotation& annotation, bool allowed, const char* where) {
    if (!allowed)
      reporter_.report(annotation.name.at, 212,
                       fmt::format("[{}] can stand on {} only", annotation.name.text, where),
                       "move it or remove it");
    return allowed;
  }

  bool count(const Annotation& annotation, std::size_t wanted) {
    if (annotation.arguments.size() == wanted) return true;
    reporter_.report(
        annotation.name.at, 212,
        fmt::format("[{}] takes {}", annotation.name.text,
                    wanted == 0 ? "no argument" : "one argument"),
        wanted == 0 ? "remove the parentheses" : "give it its one argument in parentheses");
    return false;
  }

  void priority(const Annotation& annotation, Marks& marks) {
    const Expr& value = *annotation.arguments[0];
    if (value.kind != Expr::Kind::kNumber || value.number > 15)
      reporter_.report(value.at, 212, "a priority is a number from 0 to 15",
                       "write a number from 0 (lowest) to 15");
    else
      marks.priority = static_cast<int>(value.number);
  }

  void deprecated(const Annotation& annotation, Marks& marks) {
    const Expr& value = *annotation.arguments[0];
    if (value.kind != Expr::Kind::kString)
      reporter_.report(value.at, 212, "[deprecated] takes a text in quotes",
                       "say in quotes what to use in its place");
    else
      marks.deprecated = value.text;
  }

  Reporter& reporter_;
};

}  // namespace

void read_annotations(Context& context) {
  Reader reader(context.reporter);
  context.each_contract([&](Contract& contract) {
    contract.marks = reader.read(contract.annotations, Target::kContract);
    for (auto& message : contract.messages)
      message->marks = reader.read(message->annotations, Target::kMessage);
    for (auto& state : contract.states)
      state->marks = reader.read(state->annotations, Target::kState);
  });
}

}  // namespace contracts
