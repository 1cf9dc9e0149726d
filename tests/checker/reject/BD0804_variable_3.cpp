// expect BD0804
int f(int sip) { return sip; }
