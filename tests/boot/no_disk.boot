The same driver on a machine without its disk, with other ports (QEMU) and without any (hosted): it says so, and nobody waits.

system: disk
machines: qemu hosted
timeout: 30
expect: [disk] this machine has no disk
then: [client] there is no disk: error 6
then: [client] done
expect: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
last: bulkhead: end: verdict 0
