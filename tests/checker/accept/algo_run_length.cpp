// run-length coding into a vector of pairs
#include <sip/core.hpp>
using Run = std::pair<char, unsigned>;
sip::Vector<Run> encode(sip::StringView text) {
  sip::Vector<Run> runs;
  for (unsigned long i = 0; i < text.size(); ++i) {
    if (!runs.empty() && runs.back().first == text[i]) {
      ++runs.back().second;
    } else {
      runs.push_back({text[i], 1});
    }
  }
  return runs;
}
