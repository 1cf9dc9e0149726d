// expect BD0404
#include <sip/core.hpp>
sip::Array<int, 4> make();
int sum() {
  int all = 0;
  auto span = make().span();
  for (int x : span) all += x;
  return all;
}
