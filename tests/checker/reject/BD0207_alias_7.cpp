// expect BD0207
using U = union {
  int i;
  float f;
};
