A SIP stores to address 0 (test hook) while fifty others work: it is ended with a report, and each of the others has its right results and exits with 0.

system: fault_null_access_in_company
machines: qemu hosted
words: allow-waived
timeout: 60
status: 35
expect: SIP culprit ended: null access
count: 25 the last request -> Error; the conversation is over
count: 25 Request 5 -> Reply 25
count: 50 ended: exit code 0
expect: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
absent: NOT CONTAINED
last: bulkhead: end: verdict 1: process culprit was ended by a fault
