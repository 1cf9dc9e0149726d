Owners in collected objects: a thousand blocks and endpoints through sixteen places, given back by collections.

system: cells
machines: qemu hosted
timeout: 60
expect: [cells] cells keep and give back
absent: wrong:
then: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
last: bulkhead: end: verdict 0
