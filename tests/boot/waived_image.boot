An image whose checks were waived (a test image) is refused unless the command line says allow-waived.

system: fault_null_access
machines: qemu hosted
status: 37
timeout: 20
expect: bulkhead: image refused:
absent: [bystander]
