// a stack of changes as closures that own what they need
#include <sip/core.hpp>
struct Document {
  sip::Vector<int> lines;
};
class Undo {
 public:
  void did(sip::Function<void(int)> back) { steps_.push_back(std::move(back)); }
  void undo() {
    if (steps_.empty()) return;
    const auto step = steps_.back();
    steps_.pop_back();
    step(1);
  }

 private:
  sip::Vector<sip::Function<void(int)>> steps_;
};
void append(sip::Gc<Document> document, Undo& undo, int line) {
  document->lines.push_back(line);
  undo.did([document](int) { document->lines.pop_back(); });
}
