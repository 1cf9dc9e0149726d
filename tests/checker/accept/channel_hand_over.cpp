// owners through functions, results and structs
#include <start.hpp>
struct Session {
  C1::Imp<C1::Start> server;
  int asked = 0;
};
Session open(C1::Imp<C1::Start> server) { return {std::move(server), 0}; }
Session twice(Session session) {
  ++session.asked;
  return session;
}
void close(Session session) { std::move(session.server).close(); }
void f() {
  auto [imp, exp] = C1::create();
  std::move(exp).close();
  auto session = twice(open(std::move(imp)));
  const int asked = session.asked;
  if (asked > 3) sip::log("often");
  close(std::move(session));
}
