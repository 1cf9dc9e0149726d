// one accessor for const and not
struct Inner {
  int value = 0;
};
class Outer {
 public:
  template <class Self> auto& inner(this Self& self) { return self.inner_; }
  template <class Self> Self& set(this Self& self, int value) {
    self.inner_.value = value;
    return self;
  }

 private:
  Inner inner_;
};
int f(const Outer& constant) {
  Outer outer;
  outer.set(1).set(2).inner().value += 1;
  auto& inner = outer.inner();
  return inner.value + constant.inner().value;
}
