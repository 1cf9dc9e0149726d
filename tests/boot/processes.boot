A SIP creates others with endpoints and arguments: exit codes, a panic, suspend, resume, stop, and the manifest's limit of instances.

system: processes
machines: qemu hosted
timeout: 60
expect: [parent] 20 children answered and ended with their codes
then: [parent] a child's end: panic: told to
then: [parent] a spinning child was suspended, resumed and stopped
then: [parent] the third child was refused: the manifest allows two
absent: wrong:
then: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
last: bulkhead: end: verdict 0
