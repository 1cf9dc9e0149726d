// expect BD0208
using V = volatile int;
