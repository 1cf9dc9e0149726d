A SIP stores to the kernel's owner map (test hook): the check in front of the store ends it before anything is written, and everything else goes on.

system: fault_owner_map_store
machines: qemu hosted
words: allow-waived
timeout: 30
status: 35
expect: [culprit] about to
then: SIP culprit ended: store check failed: at
expect: [bystander] Request 5 -> Reply 25
then: [bystander] the last request -> Error; the conversation is over
expect: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
absent: NOT CONTAINED
last: bulkhead: end: verdict 1: process culprit was ended by a fault
