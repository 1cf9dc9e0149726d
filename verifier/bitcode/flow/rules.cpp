// Parsing typing.def. A mistake in it is a defect of the verifier, so it ends the program.
#include "bitcode/flow/rules.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <map>

namespace verifier::flow {
namespace {

struct KindFacts {
  std::string_view name, meaning;
  Manner manner;
};
constexpr auto kKinds = std::to_array<KindFacts>({
#define HANDLE_KIND(name, manner, meaning) {#name, meaning, Manner::manner},
#include "bitcode/flow/typing.def"
});

[[noreturn]] void malformed(std::string_view text) {
  std::fprintf(stderr, "typing.def: '%.*s' is no term\n", static_cast<int>(text.size()),
               text.data());
  std::abort();
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    std::string_view part = text.substr(0, end);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    if (!part.empty()) parts.push_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

int to_number(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) malformed(text);
  return number;
}

Amount amount_of(std::string_view text) {
  Amount amount;
  for (const std::string_view factor : split(text, '*')) {
    if (!factor.starts_with('$'))
      amount.fixed *= static_cast<std::uint64_t>(to_number(factor));
    else
      (amount.first < 0 ? amount.first : amount.second) = to_number(factor.substr(1));
  }
  return amount;
}

std::optional<Kind> kind_of(std::string_view text) {
  const auto found = std::ranges::find(kKinds, text, &KindFacts::name);
  if (found == kKinds.end()) return std::nullopt;
  return static_cast<Kind>(found - kKinds.begin());
}

constexpr auto kTerms = std::to_array<std::pair<std::string_view, Term>>({
    {"_", Term::kNumber},        {"in", Term::kIn},
    {"data", Term::kData},       {"out", Term::kOut},
    {"give", Term::kGive},       {"room", Term::kRoom},
    {"load", Term::kLoad},       {"first", Term::kFirst},
    {"closure", Term::kClosure}, {"any", Term::kAny},
    {"hand", Term::kHand},       {"text", Term::kText},
    {"view", Term::kView},       {"flatview", Term::kFlatView},
    {"same", Term::kSame},       {"span", Term::kSpan},
    {"part", Term::kPart},       {"row", Term::kRow},
    {"flatrow", Term::kFlatRow}, {"grow", Term::kGrow},
    {"take", Term::kTake},       {"make", Term::kMake},
    {"copy", Term::kCopy},       {"link", Term::kLink},
});

bool names_a_source(Term term) {
  return term == Term::kSame || term == Term::kSpan || term == Term::kPart || term == Term::kTake ||
         term == Term::kCopy;
}

Parameter parameter_of(std::string_view text) {
  const std::vector<std::string_view> words = split(text, ' ');
  Parameter parameter;
  const auto term = std::ranges::find(kTerms, words[0], &std::pair<std::string_view, Term>::first);
  if (term != kTerms.end()) {
    parameter.term = term->second;
    std::size_t next = 1;
    if (names_a_source(parameter.term) && words.size() > 1)
      parameter.source = to_number(words[next++]);
    parameter.sized = words.size() > next;
    if (parameter.sized) parameter.amount = amount_of(words[next++]);
    if (words.size() <= next) return parameter;
    if (parameter.term == Term::kOut) {
      parameter.kind = kind_of(words[next]);
      if (!parameter.kind) malformed(text);
    } else {
      parameter.content = amount_of(words[next]);
    }
    return parameter;
  }
  std::string_view name = words[0];
  if (name.ends_with('!')) parameter.use = Use::kGive;
  if (name.ends_with('+')) parameter.use = Use::kKeep;
  if (name.ends_with('-')) parameter.use = Use::kDrop;
  if (parameter.use != Use::kLook) name.remove_suffix(1);
  parameter.term = Term::kHandle;
  parameter.kind = kind_of(name);
  if (!parameter.kind) malformed(text);
  return parameter;
}

Result result_of(std::string_view text) {
  const std::vector<std::string_view> words = split(text, ' ');
  Result result;
  if (words.size() > 1) result.parameter = to_number(words[1]);
  if (words.size() > 2) result.amount = amount_of(words[2]);
  if (words[0] == "never")
    result.gives = Gives::kNever;
  else if (words[0] == "element")
    result.gives = Gives::kElement;
  else if (words[0] == "content")
    result.gives = Gives::kContent;
  else if (words[0] == "place")
    result.gives = Gives::kPlace;
  else if (words[0] == "lock" && words.size() > 1)
    result.gives = Gives::kLock;
  else if (words[0] != "_") {
    const std::optional<Kind> kind = kind_of(words[0]);
    if (!kind) malformed(text);
    result.gives = Gives::kHandle;
    result.kind = *kind;
  }
  return result;
}

Rule rule_of(std::string_view symbol, std::string_view parameters, std::string_view result) {
  Rule rule{symbol, {}, result_of(result)};
  for (const std::string_view term : split(parameters, ','))
    rule.parameters.push_back(parameter_of(term));
  return rule;
}

const std::map<std::string_view, Rule>& rules() {
  static const std::map<std::string_view, Rule> all = {
#define TYPING(symbol, parameters, result) {#symbol, rule_of(#symbol, parameters, result)},
#include "bitcode/flow/typing.def"
  };
  return all;
}

}  // namespace

Manner manner_of(Kind kind) {
  return kKinds[static_cast<std::size_t>(kind)].manner;
}
bool must_be_consumed(Kind kind) {
  return manner_of(kind) == Manner::owned || kind == Kind::block;
}
std::string_view name_of(Kind kind) {
  return kKinds[static_cast<std::size_t>(kind)].name;
}
std::string_view meaning_of(Kind kind) {
  return kKinds[static_cast<std::size_t>(kind)].meaning;
}

bool wants_constant(const Rule& rule, unsigned index) {
  const auto names = [index](const Amount& amount) {
    return amount.first == static_cast<int>(index) || amount.second == static_cast<int>(index);
  };
  for (const Parameter& parameter : rule.parameters) {
    if (names(parameter.amount) || names(parameter.content)) return true;
  }
  const bool protocol = (rule.symbol == "sip_channel_send" && index == 1) ||
                        (rule.symbol == "sip_channel_exchange" && index == 1) ||
                        (rule.symbol == "sip_channel_create" && index < 2) ||
                        rule.symbol == "sip_start_endpoint" ||
                        (rule.symbol == "sip_thread_spawn" && index == 2);
  return protocol || names(rule.result.amount);
}

const Rule* find_rule(std::string_view symbol) {
  const auto found = rules().find(symbol);
  return found == rules().end() ? nullptr : &found->second;
}

}  // namespace verifier::flow
