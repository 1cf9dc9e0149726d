// predicates that look at parameters and locals
#include <sip/core.hpp>
template <class T, class F> sip::Vector<T> filter(const sip::Vector<T>& from, const F& keep) {
  sip::Vector<T> to;
  for (const auto& x : from) {
    if (keep(x)) to.push_back(x);
  }
  return to;
}
struct Person {
  int age = 0;
  sip::String name;
};
unsigned long adults(const sip::Vector<Person>& people, const Person& leader, sip::StringView prefix) {
  const int limit = 18;
  return filter(people, [&](const Person& person) {
           return person.age >= limit && person.age < leader.age && person.name.view().substr(0, 1) == prefix;
         }).size();
}
