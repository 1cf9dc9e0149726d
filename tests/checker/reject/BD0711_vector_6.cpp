// expect BD0711
using V = int __attribute__((vector_size(16)));
