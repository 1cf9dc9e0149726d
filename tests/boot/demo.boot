The demo system: C1 from the first Request to Stopped, a server with a bug that is contained, its client that sees Closed and goes on, exchange
vectors to and fro, and the shell's script.

system: demo
machines: qemu iso hosted
timeout: 40
expect: bulkhead: image demo: 9 processes
expect: [c1-client] Request 1 -> Reply 1
then: [c1-client] Request 5 -> Reply 25
then: [c1-client] the last request -> Error; the conversation is over
expect: [c1-server] served 5 requests
expect: SIP faulty-server ended: integer division by zero
expect: [witness] Request 13 -> peer closed; I go on
expect: [bulk-client] round 4: 65536 bytes back
expect: > ask 7
then: Reply 49
then: > ps
then: no.  name
then: 0    c1-server
then: shell
then: > top
then: CPUs,
then:  shell
then: > channels
then: C1
then: Diagnosis
then: > report 0
then: bulkhead:
then: > quit
then: SIP shell ended: exit code 0
then: bulkhead: leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages
last: bulkhead: end: verdict 0
