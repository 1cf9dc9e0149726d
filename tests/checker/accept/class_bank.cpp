// accounts, errors as values
#include <sip/core.hpp>
enum class Error { kNone, kTooLittle, kUnknown };
struct Account {
  int number = 0;
  long balance = 0;
};
class Bank {
 public:
  void open(int number, long balance) { accounts_.push_back({number, balance}); }
  [[nodiscard]] Error transfer(int from, int to, long amount) {
    const auto source = find(from), target = find(to);
    if (!source.has_value() || !target.has_value()) return Error::kUnknown;
    auto& giver = accounts_[index_of(from)];
    auto& taker = accounts_[index_of(to)];
    if (giver.balance < amount) return Error::kTooLittle;
    giver.balance -= amount;
    taker.balance += amount;
    return Error::kNone;
  }

 private:
  unsigned long index_of(int number) const {
    unsigned long i = 0;
    while (i < accounts_.size() && accounts_[i].number != number) ++i;
    return i;
  }
  sip::Optional<Account> find(int number) const {
    const auto i = index_of(number);
    if (i == accounts_.size()) return {};
    return sip::Optional<Account>{accounts_[i]};
  }
  sip::Vector<Account> accounts_;
};
