// expect BD0101
struct Handle {
  operator int*() const;
};
