// names near the reserved ones, using-directives, aliases of the public parts
#include <sip/core.hpp>
namespace s = sip;
using namespace sip;
using std::move;
namespace app::standard {
inline constexpr int _small = 1;
}
