Waiting for one of many: select with and without a deadline, a set of 60 endpoints, and a frozen block that two threads read.

system: waiting
machines: qemu hosted
timeout: 60
expect: [waiting] select served two clients
then: [waiting] a set of 60 endpoints gave out 180 requests
then: [waiting] two threads read one frozen block: 1999000
absent: wrong:
then: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
last: bulkhead: end: verdict 0
