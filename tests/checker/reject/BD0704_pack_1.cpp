// expect BD0704
#pragma pack(1)
struct S {
  char c;
  int x;
};
