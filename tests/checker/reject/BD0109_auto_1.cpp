// expect BD0109
auto n = nullptr;
