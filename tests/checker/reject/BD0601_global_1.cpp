// expect BD0601
int counter;
