// expect BD0708
bool f() { return __is_trivially_copyable(int); }
