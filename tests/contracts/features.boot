All that contracts can say, on the kernel: blocks, vectors of structs that lie in two pages, endpoints that may be null, an up-cast.

system: features
machines: hosted qemu
timeout: 40
expect: bulkhead: image features: 2 processes
expect: [server] as one of the base: 0 gifts
then: [server] 300 points, sum 22500
then: [server] the visit's answer is 42
then: [server] 300 points, sum 22500
expect: [client] 2 came back as they should, 2 were kept
then: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads
last: bulkhead: end: verdict 0
