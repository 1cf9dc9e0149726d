// a few views in an array on the stack
#include <sip/core.hpp>
unsigned long f(sip::StringView line, const sip::String& name) {
  sip::Array<sip::StringView, 3> fields;
  fields[0] = line;
  fields[1] = name;
  fields[2] = "last";
  unsigned long all = 0;
  for (const auto field : fields) all += field.size();
  for (unsigned long i = 0; i < fields.size(); ++i) all += fields[i].size();
  return all;
}
