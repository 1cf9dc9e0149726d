// expect BD0702
#define EXPORT extern "C"
EXPORT void sip_release();
