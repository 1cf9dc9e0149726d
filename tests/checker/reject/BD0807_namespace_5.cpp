// expect BD0807
namespace __detail {}
