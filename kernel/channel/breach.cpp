// Words for contract breaches. See breach.hpp.
#include "channel/breach.hpp"

#include "diagnosis/report.hpp"

namespace kernel {
namespace {

void append_start(TextBuffer& text, const Endpoint& endpoint) {
  const Contract& rules = contracts::get(endpoint.contract);
  text << "contract breach: ";
  append_escaped(text, rules.name);
  text << " in state ";
  append_escaped(text, rules.states[endpoint.state].name);
  text << ": " << (endpoint.side == Side::kImporter ? "importer" : "exporter");
}

void append_message(TextBuffer& text, const Endpoint& endpoint, std::uint64_t tag) {
  const Contract& rules = contracts::get(endpoint.contract);
  if (tag < rules.message_count) {
    append_escaped(text, rules.messages[tag].name);
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
    text << separator;
    append_escaped(text, rules.messages[message].name);
    separator = ", ";
  }
  text << ')';
}

}  // namespace

void end_for_send(const Endpoint& endpoint, std::uint64_t tag) {
  TextBuffer text;
  append_start(text, endpoint);
  text << " may not send ";
  append_message(text, endpoint, tag);
  append_allowed(text, endpoint);
  end_caller(text.view());
}

void end_for_receive(const Endpoint& endpoint) {
  TextBuffer text;
  append_start(text, endpoint);
  text << " may not receive";
  append_allowed(text, endpoint);
  end_caller(text.view());
}

void end_for_message(const Endpoint& endpoint, std::uint64_t tag, std::string_view why) {
  TextBuffer text;
  append_start(text, endpoint);
  text << " sends ";
  append_message(text, endpoint, tag);
  text << ": " << why;
  end_caller(text.view());
}

}  // namespace kernel
