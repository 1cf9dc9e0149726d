// expect BD0806
#define SIP_INTERNAL 1
