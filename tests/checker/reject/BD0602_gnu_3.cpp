// expect BD0602
__thread int x;
