// a class that owns an endpoint and is used up by its last call
#include <start.hpp>
class Client {
 public:
  explicit Client(C1::Imp<C1::Start> server) : server_(std::move(server)) {}
  int id() const { return server_.id(); }
  void stop() && { std::move(server_).close(); }

 private:
  C1::Imp<C1::Start> server_;
};
void f(C1::Imp<C1::Start> server) {
  Client client(std::move(server));
  if (client.id() > 0) sip::log("running");
  std::move(client).stop();
}
