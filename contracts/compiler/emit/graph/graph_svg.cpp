// The automaton as SVG: rows by distance from the entry states, then the boxes and chains of
// layout.hpp drawn as rounded frames and curves. Colours: blue waits for the importer, yellow for
// the exporter. Plain SVG 1.1 without scripts, so that it may stand inside a page.
#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "emit/graph/graph.hpp"
#include "emit/graph/layout.hpp"

namespace contracts {
namespace {

using Kind = AutomatonState::Kind;

constexpr double kCharWidth = 7.3;  // of the monospaced font at 12 px
constexpr double kLineHeight = 15;
constexpr double kStateHeight = 28;
constexpr double kPortShift = 9;  // arrows down leave left of the middle, arrows up right of it
constexpr std::size_t kMostBoxes = 100'000;

std::vector<std::size_t> distances(const Automaton& automaton) {
  std::vector<std::size_t> out(automaton.states.size(), 0);
  std::vector<bool> seen(automaton.states.size(), false);
  std::deque<std::size_t> open;
  for (const std::size_t entry : automaton.entries) {
    seen[entry] = true;
    open.push_back(entry);
  }
  while (!open.empty()) {
    const std::size_t state = open.front();
    open.pop_front();
    for (const Edge& edge : automaton.states[state].edges)
      if (!seen[edge.next]) {
        seen[edge.next] = true;
        out[edge.next] = out[state] + 1;
        open.push_back(edge.next);
      }
  }
  return out;
}

double text_width(const std::string& text) {
  return static_cast<double>(text.size()) * kCharWidth;
}

class Drawing {
 public:
  explicit Drawing(const Contract& contract)
      : contract_(contract), arrows_(arrows_of(contract)), rows_(distances(contract.automaton)) {}

  bool lay_out() {
    const auto& states = contract_.automaton.states;
    for (std::size_t i = 0; i < states.size(); ++i)
      layout_.add_box(2 * rows_[i] + 1, text_width(states[i].name) + 24, kStateHeight);
    for (const Arrow& arrow : arrows_) {
      add_arrow(arrow);
      if (layout_.boxes().size() > kMostBoxes) return false;
    }
    layout_.place();
    return true;
  }

  std::string text() const {
    std::string out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{:.0f}\" height=\"{:.0f}\" "
        "viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" font-family=\"monospace\" "
        "font-size=\"12\">\n<title>The automaton of {}</title>\n"
        "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n",
        layout_.width(), layout_.height(), layout_.width(), layout_.height(), contract_.qualified);
    for (std::size_t i = 0; i < arrows_.size(); ++i) out += curve(layout_.chains()[i].boxes);
    for (const std::size_t entry : contract_.automaton.entries) out += entry_arrow(entry);
    for (std::size_t i = 0; i < contract_.automaton.states.size(); ++i) out += frame(i);
    for (std::size_t i = 0; i < arrows_.size(); ++i) out += label(arrows_[i], label_boxes_[i]);
    return out + "</svg>\n";
  }

 private:
  /// Down: from a row to the next, by the row of labels between. Up or within a row: by a label
  /// beside the source, and an empty box in each row on the way.
  void add_arrow(const Arrow& arrow) {
    double width = 0;
    for (const std::string& each : arrow.labels) width = std::max(width, text_width(each));
    const double height = static_cast<double>(arrow.labels.size()) * kLineHeight + 4;
    const std::size_t from = 2 * rows_[arrow.from] + 1, to = 2 * rows_[arrow.to] + 1;
    Chain chain{{arrow.from}};
    const std::size_t label_row = to >= from ? from + 1 : from - 1;
    chain.boxes.push_back(layout_.add_box(label_row, width, height));
    label_boxes_.push_back(chain.boxes.back());
    for (std::size_t row = from - 1; to < from && --row > to;)
      chain.boxes.push_back(layout_.add_box(row, 8, 1));
    chain.boxes.push_back(arrow.to);
    layout_.add_chain(std::move(chain));
  }

  struct Point {
    double x, y;
  };

  enum class End { kLeaves, kArrives };

  /// Where an arrow touches the frame of a state: below if `other` is lower, else above.
  static Point port(const Box& state, const Box& other, End end) {
    const double side = other.y > state.y ? 1 : -1;
    const double shift = end == End::kLeaves ? -side * kPortShift : side * kPortShift;
    return {state.x + shift, state.y + side * kStateHeight / 2};
  }

  std::string curve(const std::vector<std::size_t>& boxes) const {
    const auto& all = layout_.boxes();
    const bool upward = all[boxes.front()].row >= all[boxes.back()].row;
    std::vector<Point> points{port(all[boxes.front()], all[boxes[1]], End::kLeaves)};
    for (std::size_t i = 1; i + 1 < boxes.size(); ++i)
      points.push_back({all[boxes[i]].x, all[boxes[i]].y});
    points.push_back(port(all[boxes.back()], all[boxes[boxes.size() - 2]], End::kArrives));
    std::string path = fmt::format("M{:.1f},{:.1f}", points[0].x, points[0].y);
    for (std::size_t i = 1; i < points.size(); ++i) {
      const double middle = (points[i - 1].y + points[i].y) / 2;
      path += fmt::format(" C{:.1f},{:.1f} {:.1f},{:.1f} {:.1f},{:.1f}", points[i - 1].x, middle,
                          points[i].x, middle, points[i].x, points[i].y);
    }
    const bool comes_from_below = all[boxes[boxes.size() - 2]].y > all[boxes.back()].y;
    return fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"{}\"/>\n", path,
                       upward ? "#8a8a8a" : "#333333") +
           arrow_head(points.back(), comes_from_below ? 1 : -1, upward ? "#8a8a8a" : "#333333");
  }

  static std::string arrow_head(Point tip, double side, const char* colour) {
    return fmt::format("<path d=\"M{:.1f},{:.1f} l-4,{:.0f} l8,0 z\" fill=\"{}\"/>\n", tip.x, tip.y,
                       side * 8, colour);
  }

  std::string entry_arrow(std::size_t state) const {
    const Box& box = layout_.boxes()[state];
    const double y = box.y - kStateHeight / 2;
    return fmt::format(
               "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\" fill=\"#333333\"/>\n"
               "<path d=\"M{:.1f},{:.1f} V{:.1f}\" stroke=\"#333333\"/>\n",
               box.x, y - 14, box.x, y - 14, y) +
           arrow_head({box.x, y}, -1, "#333333");
  }

  std::string frame(std::size_t index) const {
    const AutomatonState& state = contract_.automaton.states[index];
    const Box& box = layout_.boxes()[index];
    const auto rectangle = [&](double inset, const char* fill) {
      return fmt::format(
          "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"6\" "
          "fill=\"{}\" stroke=\"#333333\"/>\n",
          box.x - box.width / 2 + inset, box.y - kStateHeight / 2 + inset, box.width - 2 * inset,
          kStateHeight - 2 * inset, fill);
    };
    std::string out = rectangle(0, state.kind == Kind::kSend      ? "#fff3d6"
                                   : state.kind == Kind::kReceive ? "#e3eefb"
                                                                  : "#f2f2f2");
    if (state.kind == Kind::kFinal) out += rectangle(3, "none");
    return out + fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>\n",
                             box.x, box.y + 4, state.name);
  }

  std::string label(const Arrow& arrow, std::size_t index) const {
    const Box& box = layout_.boxes()[index];
    std::string out = fmt::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"#ffffff\"/>\n",
        box.x - box.width / 2 - 2, box.y - box.height / 2 + 1, box.width + 4, box.height - 2);
    double y = box.y - box.height / 2 + kLineHeight - 2;
    for (const std::string& each : arrow.labels) {
      out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>\n",
                         box.x, y, each);
      y += kLineHeight;
    }
    return out;
  }

  const Contract& contract_;
  std::vector<Arrow> arrows_;
  std::vector<std::size_t> rows_;  // of states, without those of labels
  Layout2D layout_;
  std::vector<std::size_t> label_boxes_;  // by arrow
};

}  // namespace

std::optional<std::string> graph_svg(const Contract& contract) {
  if (contract.automaton.states.size() > kMostDrawnStates) return std::nullopt;
  Drawing drawing(contract);
  if (!drawing.lay_out()) return std::nullopt;
  return drawing.text();
}

}  // namespace contracts
