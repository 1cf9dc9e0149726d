A driver SIP with ports and an interrupt line: the time of day, and an alarm that counts the chip's interrupts.

system: clock
machines: qemu
timeout: 60
expect: [rtc] the chip says
then: [rtc] alarm after 1
then: [client] the time is after 2020: true; the alarm came: true, in time: true
then: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
last: bulkhead: end: verdict 0
