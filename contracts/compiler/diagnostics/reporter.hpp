// Collects findings while the stages run. A finding has a permanent number, a place, a text and a
// remedy; the catalogue says whether the number is an error or a warning. Rendering is separate
// (render.hpp).
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "source/source_range.hpp"

namespace contracts {

struct Note {
  Range at;
  std::string text;
};

struct Finding {
  int number;
  Range at;
  std::string message;
  std::string remedy;
  std::vector<Note> notes;
  std::string
      path_without_source;  // when no text could be read, the path that the finding is about
};

class Reporter {
 public:
  /// An empty remedy means the catalogue's. After kMaxFindings the rest is only counted.
  Finding& report(Range at, int number, std::string message, std::string remedy = "");
  Finding& report_path(std::string path, int number, std::string message, std::string remedy = "");

  const std::vector<Finding>& findings() const { return findings_; }
  std::size_t error_count() const { return errors_; }
  std::size_t warning_count() const { return warnings_; }
  std::size_t suppressed_count() const { return suppressed_; }
  /// By file and place, so that the order of passes does not show.
  void sort();

  static constexpr std::size_t kMaxFindings = 100;
  static constexpr std::size_t kMaxMessageBytes =
      600;  // names in messages may be as long as a file

 private:
  std::vector<Finding> findings_;
  Finding overflow_{};
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
  std::size_t suppressed_ = 0;
};

}  // namespace contracts
