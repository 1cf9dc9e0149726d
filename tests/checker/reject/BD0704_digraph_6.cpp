// expect BD0704
%:pragma pack(1)
int f();
