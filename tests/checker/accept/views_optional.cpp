// an optional view of what was found
#include <sip/core.hpp>
sip::Optional<sip::StringView> extension(sip::StringView path) {
  for (auto i = path.size(); i > 0; --i) {
    if (path[i - 1] == '.') return sip::Optional<sip::StringView>{path.substr(i)};
  }
  return {};
}
sip::StringView extension_or(sip::StringView path, sip::StringView otherwise) {
  auto found = extension(path);
  return found.has_value() ? std::move(found).take() : otherwise;
}
bool f(const sip::String& file) { return extension_or(file, "none") == "cpp"; }
