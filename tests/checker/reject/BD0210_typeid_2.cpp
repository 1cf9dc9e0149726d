// expect BD0210 -frtti
namespace std {
class type_info;
}
template <class T> void name(T& t) { (void)typeid(t); }
