// What the files of channel/ share and nobody else needs.
#pragma once
#include "channel/endpoint.hpp"

namespace kernel::channels {

void give_back_channel(EndpointId either_end);

}  // namespace kernel::channels
