The control of collected_threads: where the collector does not look at other threads' stacks, or at its own thread's data stack, objects are lost.

system: collected_blind
machines: qemu hosted
words: allow-waived
timeout: 60
expect: [collected-blind] without their stacks, threads lost some lists
expect: [collected-blind] without its data stack, a thread lost some lists
absent: wrong
then: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
last: bulkhead: end: verdict 0
