// expect BD0702
namespace app {
extern "C" void sip_release();
}
