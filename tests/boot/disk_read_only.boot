A disk that refuses writes: it says so, and reading goes on.

system: disk
machines: hosted
disk: 1M read-only
timeout: 30
expect: [disk] a disk of 2048 sectors of 512 bytes, read-only: true
then: [client] write to a read-only disk: error 3
then: [client] read of the last sector: error 0
then: [client] done
expect: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
last: bulkhead: end: verdict 0
