// expect BD0803
namespace std::inner {
struct Mine {};
}
