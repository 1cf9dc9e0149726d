The library's values and algorithms: format, parse, Result, Variant, Optional, sort, views.

system: library
machines: qemu hosted
timeout: 60
expect: [library] the library works
absent: wrong:
then: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
last: bulkhead: end: verdict 0
