// What the files of channel/ share and nobody else needs.
#pragma once
#include "channel/endpoint.hpp"

namespace kernel::channels {

void give_back_channel(EndpointId either_end);
void disown(EndpointId id);         // leaves its process's list, its set, and its donation
void close_list(EndpointId first);  // linked by next_to_close
void set_closed(EndpointId id);     // its queue is emptied by the caller

}  // namespace kernel::channels
