A SIP spins for ever under a watchdog while fifty others work: it is ended with a report, and each of the others has its right results and exits with 0.

system: fault_watchdog_in_company
machines: qemu hosted
timeout: 60
status: 35
expect: SIP culprit ended: ran away: 50 ms of CPU time without waiting or yielding
count: 25 the last request -> Error; the conversation is over
count: 25 Request 5 -> Reply 25
count: 50 ended: exit code 0
expect: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
absent: NOT CONTAINED
last: bulkhead: end: verdict 1: process culprit was ended by a fault
