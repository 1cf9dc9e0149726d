// expect BD0105
using Table = int[4];
