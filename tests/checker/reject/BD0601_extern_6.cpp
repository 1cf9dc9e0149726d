// expect BD0601
extern int elsewhere;
