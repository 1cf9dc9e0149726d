// expect BD0204
struct A {};
struct B : A {};
struct C : B {
  int y = 0;
};
int f(A& a) { return static_cast<C&>(static_cast<B&>(a)).y; }
