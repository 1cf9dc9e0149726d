// expect BD0705
bool f() { return __builtin_frame_address(0); }
