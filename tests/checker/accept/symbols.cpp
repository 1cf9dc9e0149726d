// variables in namespaces, internal ones, templates
namespace app {
inline constexpr int kLimit = 3;
extern const int elsewhere;
}
constexpr int kLocal = 4;
static const int kOther = 5;
template <class T> constexpr int kSize = sizeof(T);
namespace {
const int hidden = 2;
}
int f() { return app::kLimit + kLocal + kOther + kSize<int> + hidden; }
