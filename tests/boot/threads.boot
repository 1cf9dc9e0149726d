Threads of one SIP: mutex, event, timer, atomic, a thread that owns an endpoint, and 200 that come and go.

system: threads
machines: qemu hosted
timeout: 60
expect: [threads] three threads counted 1500 and 3000, 1500 without a lock
then: [threads] the ball came back 100 times
then: [threads] four periods and two deadlines passed
then: [threads] a thread answered: 65
then: [threads] 200 threads came and went
absent: wrong:
then: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
last: bulkhead: end: verdict 0
