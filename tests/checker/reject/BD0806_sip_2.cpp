// expect BD0806
namespace evil {}
#define sip evil
