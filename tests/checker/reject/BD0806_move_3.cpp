// expect BD0806
#define move(x) (x)
