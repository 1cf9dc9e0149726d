A SIP asks for more of the exchange heap than its manifest allows while fifty others work: it is ended with a report, and each of the others has its right results and exits with 0.

system: fault_quota_breach_in_company
machines: qemu hosted
timeout: 60
status: 35
expect: SIP culprit ended: panic: the quota is used up
count: 25 the last request -> Error; the conversation is over
count: 25 Request 5 -> Reply 25
count: 50 ended: exit code 0
expect: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
absent: NOT CONTAINED
last: bulkhead: end: verdict 1: process culprit was ended by a fault
