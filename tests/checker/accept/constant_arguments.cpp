// enumerations as template arguments, deleted overloads for linear types
#include <c1.hpp>
enum class Wait : unsigned char { forever, until };
template <Wait wait, class... T> int receive(T... deadline) {
  static_assert(wait == Wait::forever || sizeof...(T) == 1);
  if constexpr (wait == Wait::until && sizeof...(T) == 1) return 1;
  return static_cast<int>(wait);
}
struct Sender {
  template <class Message> void send(Message&&) && = delete("not in this state");
  void send(int) {}
};
template <class S, class M> concept Sends = requires(S s, M m) { static_cast<S&&>(s).send(static_cast<M&&>(m)); };
static_assert(!Sends<Sender, C1::Imp<C1::Start>>);
int f() { return receive<Wait::forever>() + receive<Wait::until>(3); }
