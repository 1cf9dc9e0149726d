// expect BD0207
#define EITHER union
EITHER U {
  int i;
  float f;
};
