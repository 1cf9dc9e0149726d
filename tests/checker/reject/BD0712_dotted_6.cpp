// expect BD0712
export module evil.inner;
