// expect BD0203
class Secret {
 public:
  int x;
};
class Open : Secret {};
int f(Open& o) { return ((Secret&)o).x; }
