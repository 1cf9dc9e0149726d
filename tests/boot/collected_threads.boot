Four threads churn collected memory on two CPUs; what only one thread's stack leads to must stay.

system: collected_threads
machines: qemu hosted
timeout: 60
expect: [collected-threads] 4 threads churned, 0 of 1200 lists were lost
absent: wrong:
then: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
last: bulkhead: end: verdict 0
