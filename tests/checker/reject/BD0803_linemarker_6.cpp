// expect BD0803
# 1 "sip/core.hpp" 1 3
namespace sip {
void f();
}
