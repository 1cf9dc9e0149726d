// expect BD0804
namespace evil {}
namespace app {
namespace sip = ::evil;
}
