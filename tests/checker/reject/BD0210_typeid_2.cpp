// expect BD0210
namespace std {
class type_info;
}
template <class T> bool same(T& t) { return typeid(t) == typeid(int); }
