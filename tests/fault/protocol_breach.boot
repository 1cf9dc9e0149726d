A server sends Reply where C1 waits for Request: the kernel ends the sender with a report that names contract, state and message;
the peer sees Closed; others go on.

system: fault_protocol_breach
machines: qemu hosted
words: allow-waived
timeout: 30
status: 35
expect: SIP culprit ended: contract breach: C1 in state Start: exporter may not send Reply
expect: [peer] Request 1 -> Closed
expect: [bystander] Request 5 -> Reply 25
expect: [bystander] the last request -> Error; the conversation is over
expect: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
absent: NOT CONTAINED
last: bulkhead: end: verdict 1: process culprit was ended by a fault
