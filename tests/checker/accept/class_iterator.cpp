// a range of one's own
class Numbers {
 public:
  class Iterator {
   public:
    explicit Iterator(int at) : at_(at) {}
    int operator*() const { return at_; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return at_ != other.at_; }

   private:
    int at_;
  };
  Numbers(int from, int to) : from_(from), to_(to) {}
  Iterator begin() const { return Iterator(from_); }
  Iterator end() const { return Iterator(to_); }

 private:
  int from_, to_;
};
int sum() {
  int all = 0;
  for (const int n : Numbers(1, 11)) all += n;
  return all;
}
