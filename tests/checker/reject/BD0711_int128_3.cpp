// expect BD0711
__int128 f() { return 1; }
