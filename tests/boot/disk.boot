The hosted machine's disk, its driver and a client: what is written comes back and is in the file; what lies outside or is crooked is refused.

system: disk
machines: hosted
disk: 1M
timeout: 30
expect: [disk] a disk of 2048 sectors of 512 bytes, read-only: false
then: [client] write: error 0
then: [client] 204800 bytes came back right
then: [client] read of the last sector: error 0
then: [client] read behind the last sector: error 1
then: [client] read of sector 2^64 - 1: error 1
then: [client] write over the end: error 1
then: [client] read of 100 bytes: error 2
then: [client] done
disk-holds: written by disk_client
expect: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
last: bulkhead: end: verdict 0
