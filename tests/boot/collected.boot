Collected memory: vectors, texts, lists, maps, and 200 MB churned with 1 MB alive, which must stay under 4 MB.

system: collected
machines: qemu hosted
timeout: 60
expect: [collected] 200 MB churned with 1 MB alive:
then: [collected] collected memory works
absent: wrong:
then: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
last: bulkhead: end: verdict 0
