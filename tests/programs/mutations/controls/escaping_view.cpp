// control: escaping-view; address: a view or reference outlives the variable that it looks into
// The text itself is collected memory and still there, so that only the tag and the owner tell.
#include <manifest.hpp>

sip::StringView view_of_local() {
  const sip::String text = sip::format("{}", sip::ticks());
  return text;
}

int sip_main(manifest::Start) {
  sip::log("{}", view_of_local());
  return 0;
}
