// expect BD0806
#define export
