A SIP spins for ever with a share of the CPU: it has no more than that; everything else goes on.

system: fault_cpu_share
machines: qemu hosted
timeout: 30
expect: [bystander] Request 5 -> Reply 25
then: [bystander] the last request -> Error; the conversation is over
expect: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
absent: NOT CONTAINED
last: bulkhead: end: verdict 0
