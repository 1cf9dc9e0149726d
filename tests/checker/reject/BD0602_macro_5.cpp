// expect BD0602
#define LOCAL thread_local
LOCAL const int x = 1;
