// The kernel's entries as C++ sees them: every parameter arrives as the 64-bit number that the SIP
// put in its register. One file per call.
#pragma once
#include <cstdint>

namespace kernel::calls {

std::int64_t process_exit(std::uint64_t code);
std::int64_t process_panic(std::uint64_t text, std::uint64_t bytes);
std::int64_t process_create(std::uint64_t description);
std::int64_t process_start(std::uint64_t process);
std::int64_t process_suspend(std::uint64_t process);
std::int64_t process_resume(std::uint64_t process);
std::int64_t process_stop(std::uint64_t process);
std::int64_t process_wait(std::uint64_t process, std::uint64_t end, std::uint64_t deadline_ns);
std::int64_t process_release(std::uint64_t process);
std::int64_t thread_yield();
std::int64_t thread_create(std::uint64_t argument);
std::int64_t thread_exit();
std::int64_t thread_join(std::uint64_t thread, std::uint64_t deadline_ns);
std::int64_t thread_set_priority(std::uint64_t priority);
std::int64_t thread_set_affinity(std::uint64_t cpus);
std::int64_t memory_grow(std::uint64_t bytes);
std::int64_t memory_shrink(std::uint64_t bytes);
std::int64_t exchange_allocate(std::uint64_t bytes);
std::int64_t exchange_release(std::uint64_t address);
std::int64_t exchange_size(std::uint64_t address);
std::int64_t exchange_freeze(std::uint64_t address);
std::int64_t exchange_share(std::uint64_t address);
std::int64_t exchange_nest(std::uint64_t outer, std::uint64_t inner);
std::int64_t exchange_unnest(std::uint64_t outer, std::uint64_t inner);
std::int64_t channel_create(std::uint64_t contract_id, std::uint64_t state, std::uint64_t handles);
std::int64_t channel_send(std::uint64_t handle, std::uint64_t tag, std::uint64_t message,
                          std::uint64_t bytes);
std::int64_t channel_receive(std::uint64_t handle, std::uint64_t buffer, std::uint64_t capacity,
                             std::uint64_t deadline_ns);
std::int64_t channel_close(std::uint64_t handle);
std::int64_t time_now();
std::int64_t time_sleep_until(std::uint64_t deadline_ns);
std::int64_t time_ticks();
std::int64_t io_port_read(std::uint64_t port, std::uint64_t width_bytes);
std::int64_t io_port_write(std::uint64_t port, std::uint64_t width_bytes, std::uint64_t value);
std::int64_t io_irq_event(std::uint64_t index);
std::int64_t io_irq_unmask(std::uint64_t index);
std::int64_t io_memory_map(std::uint64_t index);
std::int64_t io_dma_allocate(std::uint64_t bytes, std::uint64_t buffer);
std::int64_t debug_log(std::uint64_t text, std::uint64_t bytes);
std::int64_t console_write(std::uint64_t text, std::uint64_t bytes);
std::int64_t console_read(std::uint64_t buffer, std::uint64_t capacity);
std::int64_t sync_mutex_create();
std::int64_t sync_mutex_lock(std::uint64_t mutex, std::uint64_t deadline_ns);
std::int64_t sync_mutex_unlock(std::uint64_t mutex);
std::int64_t sync_event_create(std::uint64_t automatic);
std::int64_t sync_event_signal(std::uint64_t event);
std::int64_t sync_event_clear(std::uint64_t event);
std::int64_t sync_event_wait(std::uint64_t event, std::uint64_t deadline_ns);
std::int64_t sync_timer_set(std::uint64_t event, std::uint64_t deadline_ns,
                            std::uint64_t period_ns);
std::int64_t sync_release(std::uint64_t object);
std::int64_t sync_wait_any(std::uint64_t handles, std::uint64_t count, std::uint64_t deadline_ns);
std::int64_t sync_set_create();
std::int64_t sync_set_add(std::uint64_t set, std::uint64_t handle, std::uint64_t key);
std::int64_t sync_set_remove(std::uint64_t set, std::uint64_t handle);
std::int64_t sync_set_wait(std::uint64_t set, std::uint64_t deadline_ns);
std::int64_t inspect_system(std::uint64_t info);
std::int64_t inspect_processes(std::uint64_t first, std::uint64_t infos, std::uint64_t bytes);
std::int64_t inspect_threads(std::uint64_t first, std::uint64_t infos, std::uint64_t bytes);
std::int64_t inspect_channels(std::uint64_t first, std::uint64_t infos, std::uint64_t bytes);
std::int64_t inspect_report(std::uint64_t number, std::uint64_t text, std::uint64_t bytes);
std::int64_t inspect_trace(std::uint64_t first, std::uint64_t events, std::uint64_t bytes);

}  // namespace kernel::calls
