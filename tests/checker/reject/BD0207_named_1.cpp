// expect BD0207
union U {
  int i;
  float f;
};
