// expect BD0706
using Writer = int(int, ...);
Writer print;
