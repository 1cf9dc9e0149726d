// The reader as a sequence of sections; each takes the lines that begin with its word.
#include "contracts/canonical_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace verifier {
namespace {

constexpr std::size_t kMostMessages = 4096, kMostStates = 65534, kLargestText = 4 << 20,
                      kMostFields = 2048;

using Words = std::vector<std::string_view>;

Words split(std::string_view line) {
  Words words;
  while (true) {
    const std::size_t blank = line.find(' ');
    words.push_back(line.substr(0, blank));
    if (blank == std::string_view::npos) return words;
    line.remove_prefix(blank + 1);
  }
}

std::optional<std::uint32_t> read_number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool canonical = text == "0" || !text.starts_with('0');
  if (error != std::errc{} || end != text.data() + text.size() || !canonical) return std::nullopt;
  return value;
}

class CanonicalReader {
 public:
  explicit CanonicalReader(std::string text) : text_(std::move(text)), rest_(text_) { next_line(); }

  CanonicalResult read() {
    const bool good = read_header() && read_enums() && read_structs() && read_messages() &&
                      read_states() && read_entries() && read_bound() && read_members() &&
                      resolve();
    if (good && !failed_ && at_end_) return {std::move(contract_), {}};
    if (!failed_) fail("a line that does not belong here");
    return {std::nullopt, error_};
  }

 private:
  bool fail(std::string message) {
    if (!failed_) error_ = {line_number_, std::move(message)};
    failed_ = true;
    return false;
  }

  void next_line() {
    ++line_number_;
    const std::size_t end = rest_.find('\n');
    at_end_ = rest_.empty();
    if (!at_end_ && end == std::string_view::npos)
      fail("the last line does not end with a line end");
    line_bytes_ = at_end_ ? 0 : end + 1;
    words_ = at_end_ ? Words{} : split(rest_.substr(0, end));
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
  }

  [[nodiscard]] bool is(std::string_view word) const {
    return !failed_ && !at_end_ && words_[0] == word;
  }
  [[nodiscard]] bool is_number(std::size_t index, std::uint64_t value) const {
    return index < words_.size() && read_number(words_[index]) == value;
  }

  bool read_header() {
    if (words_ != Words{"bulkhead-contract", "1"})
      return fail("the first line is not \"bulkhead-contract 1\"");
    next_line();
    if (!is("contract") || words_.size() != 2 || !is_qualified_name(words_[1]))
      return fail("the second line is not \"contract NAME\"");
    contract_.name = words_[1];
    next_line();
    if (is("base")) {
      if (words_.size() != 2 || !is_mention(words_[1])) return fail("not \"base CONTRACT\"");
      contract_.base = words_[1];
      next_line();
    }
    return true;
  }

  // NAME:TYPE at a word; the type may hold colons.
  bool read_field(std::string_view word, std::vector<ContractField>& fields) {
    const std::size_t colon = word.find(':');
    if (colon == std::string_view::npos || !is_identifier(word.substr(0, colon)))
      return fail(fmt::format("\"{}\" is not NAME:TYPE", printable(word)));
    auto type = read_type(word.substr(colon + 1));
    if (!type) return fail(fmt::format("\"{}\" is not a type", printable(word.substr(colon + 1))));
    const std::string_view name = word.substr(0, colon);
    if (std::ranges::find(fields, name, &ContractField::name) != fields.end())
      return fail(fmt::format("\"{}\" occurs twice", name));
    if (fields.size() >= kMostFields) return fail("more than 2048 fields");
    fields.push_back({std::string(name), *std::move(type)});
    return true;
  }

  bool read_enums() {
    for (std::string last; is("enum"); next_line()) {
      const std::size_t colon = words_.size() < 2 ? std::string_view::npos : words_[1].find(':');
      const auto bytes = colon == std::string_view::npos
                             ? std::nullopt
                             : scalar_bytes(words_[1].substr(colon + 1));
      if (!bytes || !is_qualified_name(words_[1].substr(0, colon)))
        return fail("not \"enum NAME:TYPE …\"");
      std::string name(words_[1].substr(0, colon));
      for (std::size_t i = 2; i < words_.size(); ++i) {
        const std::size_t equals = words_[i].find('=');
        if (equals == std::string_view::npos || !is_identifier(words_[i].substr(0, equals)))
          return fail("an enumerator is not NAME=VALUE");
      }
      if (name <= last) return fail("enums are not in order of name");
      contract_.enums[name] = *bytes;
      last = std::move(name);
    }
    return !failed_;
  }

  bool read_structs() {
    for (std::string last; is("struct"); next_line()) {
      if (words_.size() < 2 || !is_qualified_name(words_[1])) return fail("not \"struct NAME …\"");
      std::string name(words_[1]);
      if (name <= last) return fail("structs are not in order of name");
      std::vector<ContractField> fields;
      if (words_.size() < 3) return fail("a struct without fields");
      for (std::size_t i = 2; i < words_.size(); ++i) {
        if (!read_field(words_[i], fields)) return false;
      }
      contract_.structs[name] = std::move(fields);
      last = std::move(name);
    }
    return !failed_;
  }

  bool read_requirements(ContractMessage& message) {
    for (; is("requires"); next_line()) {
      if (words_.size() < 3 || !is_number(1, contract_.messages.size()))
        return fail("not \"requires MESSAGE EXPRESSION\" of the message above");
      const char* begin = words_[2].data();
      const std::string_view expression(
          begin, static_cast<std::size_t>(words_.back().data() + words_.back().size() - begin));
      if (!is_requirement(expression, message))
        return fail("not an expression over the message's parameters");
      message.requirements.emplace_back(expression);
    }
    return !failed_;
  }

  bool read_messages() {
    while (is("message")) {
      ContractMessage message;
      if (words_.size() < 4 || !is_number(1, contract_.messages.size()) ||
          !is_identifier(words_[3]))
        return fail("not \"message INDEX DIRECTION NAME …\" with the next index");
      if (words_[2] == "out")
        message.direction = ContractMessage::Direction::kOut;
      else if (words_[2] == "both")
        message.direction = ContractMessage::Direction::kBoth;
      else if (words_[2] != "in")
        return fail("a direction is in, out or both");
      message.name = words_[3];
      for (std::size_t i = 4; i < words_.size(); ++i) {
        if (!read_field(words_[i], message.parameters)) return false;
      }
      next_line();
      if (!read_requirements(message)) return false;
      contract_.messages.push_back(std::move(message));
      if (contract_.messages.size() > kMostMessages) return fail("more than 4096 messages");
    }
    return !contract_.messages.empty() || fail("no message");
  }

  bool read_edges(ContractState& state) {
    for (; is("edge"); next_line()) {
      const bool own = words_.size() == 4 && is_number(1, contract_.states.size());
      const auto message = own ? read_number(words_[2]) : std::nullopt;
      const auto next = own ? read_number(words_[3]) : std::nullopt;
      if (!message || !next || *message >= contract_.messages.size())
        return fail("not \"edge STATE MESSAGE NEXT\" of the state above");
      if (!state.edges.empty() && state.edges.back().message >= *message)
        return fail("edges are not in order of message");
      state.edges.push_back({*message, *next});
    }
    return !failed_;
  }

  bool read_base_state(ContractState& state) {
    const bool own = words_.size() == 3 && is_number(1, contract_.states.size());
    state.base_state = own ? read_number(words_[2]) : std::nullopt;
    if (!state.base_state || *state.base_state >= kMostStates || contract_.base.empty())
      return fail("not \"as STATE BASESTATE\" of the state above, or there is no base");
    next_line();
    return true;
  }

  bool read_states() {
    while (is("state")) {
      ContractState state;
      if (words_.size() != 4 || !is_number(1, contract_.states.size()) ||
          !is_qualified_name(words_[2]))
        return fail("not \"state INDEX NAME KIND\" with the next index");
      state.name = words_[2];
      if (words_[3] == "receive")
        state.kind = ContractState::Kind::kReceive;
      else if (words_[3] == "send")
        state.kind = ContractState::Kind::kSend;
      else if (words_[3] != "final")
        return fail("a state is receive, send or final");
      next_line();
      if (!read_edges(state)) return false;
      if (is("as") && !read_base_state(state)) return false;
      contract_.states.push_back(std::move(state));
      if (contract_.states.size() > kMostStates) return fail("more than 65534 states");
    }
    return !contract_.states.empty() || fail("no state");
  }

  bool read_entries() {
    for (; is("entry"); next_line()) {
      const auto state = words_.size() == 2 ? read_number(words_[1]) : std::nullopt;
      if (!state || *state >= contract_.states.size() || contract_.states[*state].entry)
        return fail("not \"entry STATE\", or a state named twice");
      contract_.states[*state].entry = true;
      contract_.entries.push_back(*state);
    }
    return (!contract_.entries.empty() && contract_.entries.front() == 0) ||
           fail("the first entry is not state 0");
  }

  bool read_bound() {
    const bool shaped =
        is("bound") && words_.size() == 5 && words_[1] == "in" && words_[3] == "out";
    const auto in = shaped ? read_number(words_[2]) : std::nullopt;
    const auto out = shaped ? read_number(words_[4]) : std::nullopt;
    if (!in || !out || *in < 1 || *in > 64 || *out < 1 || *out > 64)
      return fail("not \"bound in N out M\" with 1 to 64 each");
    contract_.bound_in = *in;
    contract_.bound_out = *out;
    next_line();
    return true;
  }

  // The other members of the component. What comes before is hashed as this one's own part.
  bool read_members() {
    const std::string_view said =
        std::string_view(text_).substr(0, text_.size() - rest_.size() - line_bytes_);
    for (std::string last; is("member"); next_line()) {
      const auto hash = words_.size() == 3 ? hash_of_hex(words_[2]) : std::nullopt;
      if (!hash || !is_qualified_name(words_[1]) || words_[1] == contract_.name)
        return fail("not \"member NAME HASH\" of another contract");
      if (words_[1] <= last) return fail("members are not in order of name");
      contract_.members.emplace(words_[1], *hash);
      last = words_[1];
    }
    if (!contract_.members.empty())
      contract_.members.emplace(
          contract_.name,
          sha256(View({reinterpret_cast<const std::uint8_t*>(said.data()), said.size()})));
    return !failed_;
  }

  // Gives enums their size, and requires every named type and own state to exist.
  bool resolve_type(ContractType& type) {
    if (type.kind == ContractType::Kind::kScalar && !type.name.empty()) {
      const auto found = contract_.enums.find(type.name);
      if (found == contract_.enums.end()) return fail(fmt::format("no enum {}", type.name));
      type.bytes = found->second;
    }
    if (type.kind == ContractType::Kind::kStruct && !contract_.structs.contains(type.name))
      return fail(fmt::format("no struct {}", type.name));
    if (!resolve_mention(type.name)) return false;
    if (type.name == "self" && !type.state.empty() && !contract_.state_named(type.state))
      return fail(fmt::format("no state {}", type.state));
    return std::ranges::all_of(type.element,
                               [this](ContractType& element) { return resolve_type(element); });
  }

  bool resolve_mention(std::string_view mention) {
    const std::size_t colon = mention.find(':');
    if (colon == std::string_view::npos || !is_mention(mention)) return true;
    const std::string_view name = mention.substr(colon + 1);
    return (contract_.members.contains(name) && name != contract_.name) ||
           fail(fmt::format("no member {}", name));
  }

  // The kernel moves the endpoints of a message, not what exchange memory would hold; structs are
  // looked at once each.
  bool carries_endpoint(const ContractType& type) {
    if (type.kind == ContractType::Kind::kScalar) return false;
    if (!type.element.empty()) return carries_endpoint(type.element.front());
    if (type.kind != ContractType::Kind::kStruct) return true;
    const auto known = carries_endpoint_.find(type.name);
    if (known != carries_endpoint_.end()) return known->second;
    carries_endpoint_[type.name] = false;  // until known; exchange memory could lead back to it
    const bool result = std::ranges::any_of(
        contract_.structs.at(type.name),
        [this](const ContractField& each) { return carries_endpoint(each.type); });
    return carries_endpoint_[type.name] = result;
  }

  bool check_element(const std::string& field, const ContractType& element) {
    constexpr std::uint64_t kLargestElement = 4096;
    if (carries_endpoint(element))
      return fail(fmt::format("{} is exchange memory with endpoints", field));
    const auto layout = layout_of(contract_, element);
    if (!layout || layout->bytes > kLargestElement)
      return fail(fmt::format("an element of {} has more than 4096 bytes", field));
    return std::ranges::all_of(
        element.element, [&](const ContractType& inner) { return check_element(field, inner); });
  }

  bool check_elements(const std::vector<ContractField>& fields) {
    for (const ContractField& field : fields) {
      for (const ContractType& element : field.type.element) {
        if (!check_element(field.name, element)) return false;
      }
    }
    return true;
  }

  bool resolve() {
    if (!resolve_mention(contract_.base)) return false;
    for (auto& [name, fields] : contract_.structs) {
      for (ContractField& field : fields) {
        if (!resolve_type(field.type)) return false;
      }
    }
    if (!lay_out_structs(contract_)) return fail("a struct has no finite size");
    for (const auto& [name, fields] : contract_.structs) {
      if (!check_elements(fields)) return false;
    }
    for (ContractMessage& message : contract_.messages) {
      for (ContractField& field : message.parameters) {
        if (!resolve_type(field.type)) return false;
      }
      if (!layout_of(contract_, message.parameters))
        return fail(fmt::format("message {} has no finite size", message.name));
      if (!check_elements(message.parameters)) return false;
    }
    return true;
  }

  std::string text_;
  std::string_view rest_;
  Words words_;
  std::size_t line_bytes_ = 0;  // of the line that words_ is
  std::uint64_t line_number_ = 0;
  bool at_end_ = false;
  bool failed_ = false;
  CanonicalError error_{};
  Contract contract_{};
  std::map<std::string, bool, std::less<>> carries_endpoint_;
};

}  // namespace

CanonicalResult read_canonical(View text) {
  if (text.size() > kLargestText) return {std::nullopt, {1, "the text is larger than 4 MiB"}};
  CanonicalResult result = CanonicalReader(text.text()).read();
  if (result.contract) result.contract->hash = sha256(text);
  return result;
}

}  // namespace verifier
