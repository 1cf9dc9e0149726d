// expect BD0101
auto make() -> int*;
