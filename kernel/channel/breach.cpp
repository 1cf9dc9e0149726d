// Words for contract breaches. See breach.hpp.
#include "channel/breach.hpp"

#include "diagnosis/report.hpp"

namespace kernel {
namespace {

TextBuffer& append_start(TextBuffer& text, const Endpoint& endpoint) {
  const Contract& rules = contracts::get(endpoint.contract);
  return text << "contract breach: " << Escaped{rules.name} << " in state "
              << Escaped{rules.states[endpoint.state].name}
              << (endpoint.side == Side::kImporter ? ": importer" : ": exporter");
}

TextBuffer& append_message(TextBuffer& text, const Endpoint& endpoint, std::uint64_t tag) {
  const Contract& rules = contracts::get(endpoint.contract);
  if (tag < rules.message_count) return text << Escaped{rules.messages[tag].name};
  return text << "message number " << tag << ", which the contract does not have";
}

TextBuffer& append_allowed(TextBuffer& text, const Endpoint& endpoint) {
  const Contract& rules = contracts::get(endpoint.contract);
  const State& state = rules.states[endpoint.state];
  if (state.kind == StateKind::kFinal) return text << " (allowed: nothing but to close)";
  text << (state.kind == sends_in(endpoint.side) ? " (allowed: sends" : " (allowed: receives");
  std::string_view separator = " ";
  for (std::uint16_t message = 0; message < rules.message_count; ++message) {
    if (!rules.allows(endpoint.state, message)) continue;
    text << separator << Escaped{rules.messages[message].name};
    separator = ", ";
  }
  return text << ')';
}

}  // namespace

void end_for_send(const Endpoint& endpoint, std::uint64_t tag) {
  TextBuffer text;
  append_message(append_start(text, endpoint) << " may not send ", endpoint, tag);
  end_caller(append_allowed(text, endpoint));
}

void end_for_receive(const Endpoint& endpoint) {
  TextBuffer text;
  end_caller(append_allowed(append_start(text, endpoint) << " may not receive", endpoint));
}

void end_for_message(const Endpoint& endpoint, std::uint64_t tag, std::string_view why) {
  TextBuffer text;
  end_caller(append_message(append_start(text, endpoint) << " sends ", endpoint, tag)
             << ": " << why);
}

}  // namespace kernel
