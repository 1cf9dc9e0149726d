// expect BD0809
template <class T> struct [[sip::cell]] Mine {
  T value;
};
