The demo system on four CPUs: the further ones are started and idle.

system: demo
machines: qemu
smp: 4
timeout: 40
expect: 4 CPUs
expect: [c1-client] the last request -> Error; the conversation is over
last: bulkhead: end: verdict 0
