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

void append_message(TextBuffer& text, const Endpoint& endpoint, std::uint64_t tag) {
  const Contract& rules = contracts::get(endpoint.contract);
  if (tag < rules.message_count) {
    text << Escaped{rules.messages[tag].name};
  } else {
    text << "message number " << tag << ", which the contract does not have";
  }
}

void append_allowed(TextBuffer& text, const Endpoint& endpoint) {
  const Contract& rules = contracts::get(endpoint.contract);
  const State& state = rules.states[endpoint.state];
  if (state.kind == StateKind::kFinal) {
    text << " (allowed: nothing but to close)";
    return;
  }
  text << (state.kind == sends_in(endpoint.side) ? " (allowed: sends" : " (allowed: receives");
  std::string_view separator = " ";
  for (std::uint16_t message = 0; message < rules.message_count; ++message) {
    if (!rules.allows(endpoint.state, message)) continue;
    text << separator << Escaped{rules.messages[message].name};
    separator = ", ";
  }
  text << ')';
}

}  // namespace

void end_for_send(const Endpoint& endpoint, std::uint64_t tag) {
  TextBuffer text;
  append_start(text, endpoint) << " may not send ";
  append_message(text, endpoint, tag);
  append_allowed(text, endpoint);
  end_caller(text);
}

void end_for_receive(const Endpoint& endpoint) {
  TextBuffer text;
  append_start(text, endpoint) << " may not receive";
  append_allowed(text, endpoint);
  end_caller(text);
}

void end_for_message(const Endpoint& endpoint, std::uint64_t tag, std::string_view why) {
  TextBuffer text;
  append_start(text, endpoint) << " sends ";
  append_message(text, endpoint, tag);
  end_caller(text << ": " << why);
}

}  // namespace kernel
