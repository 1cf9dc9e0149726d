// Layered drawing (after Sugiyama, Tagawa and Toda, 1981). States stand in rows by their distance
// from an entry state; between two rows is one for the labels of arrows, so that no label covers
// anything. An arrow is a chain of boxes, one in each row that it passes.
#pragma once
#include <cstddef>
#include <vector>

namespace contracts {

struct Box {
  std::size_t row = 0;
  double width = 0;
  double height = 0;
  double x = 0;  // of the centre
  double y = 0;
};

struct Chain {
  std::vector<std::size_t> boxes;  // from the source's to the target's
};

class Layout2D {
 public:
  /// `row` counts all rows, those of labels too.
  std::size_t add_box(std::size_t row, double width, double height);
  void add_chain(Chain chain);
  /// Gives every box its place; the top left corner of the drawing is 0, 0.
  void place();

  const std::vector<Box>& boxes() const { return boxes_; }
  const std::vector<Chain>& chains() const { return chains_; }
  double width() const { return width_; }
  double height() const { return height_; }

 private:
  void order_rows();
  void place_columns();
  void place_rows();
  double wanted(std::size_t box) const;
  void spread(const std::vector<std::size_t>& row);
  void fit();

  std::vector<Box> boxes_;
  std::vector<Chain> chains_;
  std::vector<std::vector<std::size_t>> rows_;
  std::vector<std::vector<std::size_t>> neighbours_;
  double width_ = 0;
  double height_ = 0;
};

}  // namespace contracts
