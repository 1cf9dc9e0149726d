// See shapes.hpp.
#include "shapes.hpp"

namespace fuzz {
namespace {

using enum Parameter;
using Parameters = std::array<Parameter, 5>;

namespace parameters_of {
constexpr Parameters process_exit{kSmall}, process_panic{kReadable, kSize},
    process_create{kDescription}, process_start{kChild}, process_suspend{kChild},
    process_resume{kChild}, process_stop{kChild}, process_wait{kChild, kLastingPlace, kDeadline},
    process_release{kChild}, thread_yield{}, thread_create{kAny}, thread_exit{},
    thread_join{kThread, kDeadline}, thread_set_priority{kSmall}, thread_set_affinity{kCpus},
    thread_stop_others{kSmall}, thread_stopped{kSmall, kWritable}, memory_grow{kPages},
    memory_shrink{kHeapPages}, exchange_allocate{kPages}, exchange_release{kBlock},
    exchange_size{kBlock}, exchange_freeze{kBlock}, exchange_share{kBlock},
    exchange_nest{kBlock, kBlock}, exchange_unnest{kBlock, kInside},
    channel_create{kContract, kState, kPlace}, channel_send{kEndpoint, kTag, kMessage, kSize},
    channel_receive{kEndpoint, kLasting, kSize, kDeadline}, channel_close{kEndpoint},
    channel_exchange{kEndpoint, kTag, kMessage, kAnswer, kSizes}, time_now{},
    time_sleep_until{kDeadline}, time_ticks{}, io_port_read{kPort, kWidth},
    io_port_write{kPort, kWidth, kAny}, io_irq_event{kIrq}, io_irq_unmask{kOpenIrq},
    io_memory_map{kRange}, io_dma_allocate{kPages, kPlace}, debug_log{kReadable, kSize},
    console_write{kReadable, kSize}, console_read{kLasting, kSize}, sync_mutex_create{},
    sync_mutex_lock{kMutex, kDeadline}, sync_mutex_unlock{kMutex}, sync_event_create{kSmall},
    sync_event_signal{kEvent}, sync_event_clear{kEvent}, sync_event_wait{kEvent, kDeadline},
    sync_timer_set{kEvent, kDeadline, kPeriod}, sync_release{kObject},
    sync_wait_any{kHandleList, kCount, kDeadline}, sync_set_create{},
    sync_set_add{kSet, kWaitable, kAny}, sync_set_remove{kSet, kMember},
    sync_set_wait{kSet, kDeadline}, inspect_system{kPlace},
    inspect_processes{kSmall, kWritable, kSize}, inspect_threads{kSmall, kWritable, kSize},
    inspect_channels{kSmall, kWritable, kSize}, inspect_report{kSmall, kWritable, kSize},
    inspect_trace{kSmall, kWritable, kSize};
}

constexpr std::array<Shape, kCallCount> kShapes{{
#define CALL(number, name, group, parameters, result) {number, #name, parameters_of::name},
#include "abi/calls.def"
}};

}  // namespace

const std::array<Shape, kCallCount>& shapes() {
  return kShapes;
}

}  // namespace fuzz
