// expect BD0712
export module evil;
export struct S {
  int x = 0;
};
