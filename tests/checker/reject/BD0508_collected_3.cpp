// expect BD0508
#include <c1.hpp>
void f(sip::Gc<C1::Channel> channel) { std::move(channel->imp).close(); }
