// expect BD0712
module;
export module evil;
