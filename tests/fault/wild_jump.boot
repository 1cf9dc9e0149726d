A SIP jumps where no code is (test hook): it is ended with a report that names it and the cause, and everything else goes on.

system: fault_wild_jump
machines: qemu hosted
words: allow-waived
timeout: 30
status: 35
expect: [culprit] about to
then: SIP culprit ended: wild jump
expect: [bystander] Request 5 -> Reply 25
then: [bystander] the last request -> Error; the conversation is over
expect: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
absent: NOT CONTAINED
last: bulkhead: end: verdict 1: process culprit was ended by a fault
