// expect BD0104
using Action = void (*)();
