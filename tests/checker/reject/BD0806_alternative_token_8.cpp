// expect BD0806
#define const
