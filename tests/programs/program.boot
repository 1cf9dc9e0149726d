One of the ten programs: its own tests pass, its workload runs three times, and it leaves nothing behind.

timeout: 150
absent: wrong:
count: 3 [program] sample
expect: [program] all right
then: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
last: bulkhead: end: verdict 0
