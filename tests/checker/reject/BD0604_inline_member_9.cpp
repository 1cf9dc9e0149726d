// expect BD0604
#include <sip/core.hpp>
struct Tree {
  struct Branch {
    sip::Gc<Tree> left;
  };
  int n = 0;
};
inline constexpr Tree::Branch kLeaf{};
