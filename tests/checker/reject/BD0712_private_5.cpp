// expect BD0712
export module evil;
module :private;
int f();
