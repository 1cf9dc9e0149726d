A SIP asks for more of the exchange heap than its manifest allows: the call gives an error, and it panics; everything else goes on.

system: fault_quota_breach
machines: qemu hosted
timeout: 30
status: 35
expect: SIP culprit ended: panic: the quota is used up
expect: [bystander] Request 5 -> Reply 25
then: [bystander] the last request -> Error; the conversation is over
expect: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
absent: NOT CONTAINED
last: bulkhead: end: verdict 1: process culprit was ended by a fault
