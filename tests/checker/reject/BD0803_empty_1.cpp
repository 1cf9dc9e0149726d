// expect BD0803
namespace sip {}
