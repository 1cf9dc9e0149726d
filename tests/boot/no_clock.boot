The same driver on a machine without the chip: it is told so, tells its client, and nobody waits.

system: clock
machines: hosted
timeout: 30
expect: [rtc] this machine has no clock chip
then: [client] the clock says that it is not set
then: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
last: bulkhead: end: verdict 0
