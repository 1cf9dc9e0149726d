// Order within rows by barycentres, then columns by moving each box towards its neighbours as far
// as the order allows. Everything is in a fixed number of sweeps, so that it ends, and is the same
// every time.
#include "emit/graph/layout.hpp"

#include <algorithm>
#include <tuple>

namespace contracts {
namespace {

constexpr int kOrderSweeps = 12;
constexpr int kColumnSweeps = 24;
constexpr double kGapX = 22;
constexpr double kGapY = 14;
constexpr double kMargin = 16;

}  // namespace

std::size_t Layout2D::add_box(std::size_t row, double width, double height) {
  if (rows_.size() <= row) rows_.resize(row + 1);
  rows_[row].push_back(boxes_.size());
  boxes_.push_back({row, width, height, static_cast<double>(rows_[row].size()) * 100, 0});
  neighbours_.emplace_back();
  return boxes_.size() - 1;
}

void Layout2D::add_chain(Chain chain) {
  for (std::size_t i = 1; i < chain.boxes.size(); ++i) {
    neighbours_[chain.boxes[i]].push_back(chain.boxes[i - 1]);
    neighbours_[chain.boxes[i - 1]].push_back(chain.boxes[i]);
  }
  chains_.push_back(std::move(chain));
}

void Layout2D::place() {
  order_rows();
  place_columns();
  place_rows();
  fit();
}

double Layout2D::wanted(std::size_t box) const {
  const auto& near = neighbours_[box];
  if (near.empty()) return boxes_[box].x;
  double sum = 0;
  for (const std::size_t each : near) sum += boxes_[each].x;
  return sum / static_cast<double>(near.size());
}

/// Boxes of a row get the places 0, 100, 200 … in the order of where their neighbours are.
void Layout2D::order_rows() {
  for (int sweep = 0; sweep < kOrderSweeps; ++sweep)
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      auto& row = rows_[sweep % 2 == 0 ? i : rows_.size() - 1 - i];
      std::vector<std::tuple<double, std::size_t, std::size_t>> targets;  // where to, place, box
      for (const std::size_t box : row) targets.emplace_back(wanted(box), targets.size(), box);
      std::ranges::sort(targets);
      for (std::size_t place = 0; place < row.size(); ++place) {
        row[place] = std::get<2>(targets[place]);
        boxes_[row[place]].x = static_cast<double>(place) * 100;
      }
    }
}

/// Keeps the order and the gaps: pushes to the right what overlaps, pushes to the left likewise,
/// and takes the mean of the two.
void Layout2D::spread(const std::vector<std::size_t>& row) {
  std::vector<double> right(row.size()), left(row.size());
  const auto distance = [&](std::size_t i) {
    return (boxes_[row[i - 1]].width + boxes_[row[i]].width) / 2 + kGapX;
  };
  for (std::size_t i = 0; i < row.size(); ++i) {
    right[i] = boxes_[row[i]].x;
    if (i > 0) right[i] = std::max(right[i], right[i - 1] + distance(i));
  }
  for (std::size_t i = row.size(); i-- > 0;) {
    left[i] = boxes_[row[i]].x;
    if (i + 1 < row.size()) left[i] = std::min(left[i], left[i + 1] - distance(i + 1));
  }
  for (std::size_t i = 0; i < row.size(); ++i) boxes_[row[i]].x = (left[i] + right[i]) / 2;
}

void Layout2D::place_columns() {
  for (const auto& row : rows_) spread(row);
  for (int sweep = 0; sweep < kColumnSweeps; ++sweep)
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const auto& row = rows_[sweep % 2 == 0 ? i : rows_.size() - 1 - i];
      for (const std::size_t box : row) boxes_[box].x = wanted(box);
      spread(row);
    }
}

void Layout2D::place_rows() {
  double top = kMargin;
  for (const auto& row : rows_) {
    double tallest = 0;
    for (const std::size_t box : row) tallest = std::max(tallest, boxes_[box].height);
    for (const std::size_t box : row) boxes_[box].y = top + tallest / 2;
    top += tallest + kGapY;
  }
  height_ = top - kGapY + kMargin;
}

void Layout2D::fit() {
  double left = 0, right = 0;
  for (std::size_t i = 0; i < boxes_.size(); ++i) {
    const double begin = boxes_[i].x - boxes_[i].width / 2;
    const double end = boxes_[i].x + boxes_[i].width / 2;
    left = i == 0 ? begin : std::min(left, begin);
    right = i == 0 ? end : std::max(right, end);
  }
  for (Box& box : boxes_) box.x += kMargin - left;
  width_ = right - left + 2 * kMargin;
}

}  // namespace contracts
