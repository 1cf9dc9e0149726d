Exchange memory that owns exchange memory, mutual contracts, and an exporter that travels as one of its base, on the kernel.

system: desk
machines: hosted qemu
timeout: 40
expect: bulkhead: image desk: 2 processes
expect: [client] 1640 letters
expect: [server] a clerk is asked 6
expect: [client] a head clerk tells 42
then: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads
last: bulkhead: end: verdict 0
