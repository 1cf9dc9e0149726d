// expect BD0210 -frtti
namespace std {
class type_info;
}
template <class T> bool f() { return (void)typeid(T), true; }
