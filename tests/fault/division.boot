A SIP divides by zero: it is ended with a report that names it and the cause, and everything else goes on.

system: fault_division
machines: qemu hosted
timeout: 30
status: 35
expect: [culprit] about to
then: SIP culprit ended: integer division by zero
expect: [bystander] Request 5 -> Reply 25
then: [bystander] the last request -> Error; the conversation is over
expect: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
absent: NOT CONTAINED
last: bulkhead: end: verdict 1: process culprit was ended by a fault
