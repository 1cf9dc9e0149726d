A collection of one SIP does not stop another; the control is a thread of the collecting SIP, which it does stop.

system: beside_collections
machines: qemu hosted
timeout: 120
expect: [heavy] it stood still for them
expect: [steady] during collections of another SIP it did
absent: wrong:
last: bulkhead: end: verdict 0
