// expect BD0702
extern const int sip_channel_send = 5;
