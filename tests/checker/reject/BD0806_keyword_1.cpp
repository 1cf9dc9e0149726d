// expect BD0806
#define private public
