A SIP spins for ever under a watchdog: it is ended; everything else goes on.

system: fault_watchdog
machines: qemu hosted
timeout: 30
status: 35
expect: SIP culprit ended: ran away: 50 ms of CPU time without waiting or yielding
expect: [bystander] the last request -> Error; the conversation is over
expect: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
absent: NOT CONTAINED
last: bulkhead: end: verdict 1: process culprit was ended by a fault
