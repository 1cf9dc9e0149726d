// expect BD0711
using A = __attribute__((address_space(256))) int&;
