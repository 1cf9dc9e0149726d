// expect BD0707
#define TRY(x) ({ int r = (x); if (r < 0) return r; r; })
int f(int x) { return TRY(x) + 1; }
