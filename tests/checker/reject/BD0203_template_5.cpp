// expect BD0203
template <class To, class T> To pun(T& t) { return (To)t; }
long f(double d) { return pun<long&>(d); }
