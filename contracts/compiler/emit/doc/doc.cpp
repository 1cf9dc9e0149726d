// The order of a page: overview, then for each contract its picture, states, messages, types and
// constants.
#include "emit/doc/doc.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "emit/shown.hpp"

namespace contracts {
namespace {

using Kind = AutomatonState::Kind;

std::string first_sentence(const std::string& doc) {
  const std::size_t end = std::min(doc.find(". "), doc.find(".\n"));
  std::string out = end == std::string::npos ? doc : doc.substr(0, end + 1);
  std::ranges::replace(out, '\n', ' ');
  return out;
}

class ContractDocs {
 public:
  ContractDocs(const Contract& contract, DocPage& page) : contract_(contract), page_(page) {}

  void write() {
    page_.heading(2, contract_.qualified, contract_.qualified);
    if (!contract_.doc.empty()) page_.paragraph(contract_.doc);
    facts();
    page_.picture(contract_);
    states();
    messages();
    types();
    constants();
  }

 private:
  std::string anchor(const char* kind, const std::string& name) const {
    return fmt::format("{}.{}.{}", contract_.qualified, kind, name);
  }

  void facts() {
    std::string text = fmt::format("At most {} in and {} out messages are in flight.",
                                   contract_.bound_in, contract_.bound_out);
    if (contract_.base != nullptr)
      text += fmt::format(" Inherits from `{}`.", contract_.base->qualified);
    if (const std::string marks = shown_marks(contract_.marks); !marks.empty())
      text += fmt::format(" Marked {}.", marks);
    page_.paragraph(text + fmt::format(" Identity: `{}`.", hex(contract_.hash)));
  }

  static std::string turn(const AutomatonState& state) {
    return state.kind == Kind::kReceive ? "importer"
           : state.kind == Kind::kSend  ? "exporter"
                                        : "nobody";
  }

  std::string doc_of(const AutomatonState& state) const {
    for (const MergedState& each : contract_.all_states)
      if (each.declaration->name.text == state.name) return each.declaration->doc;
    return "";
  }

  void states() {
    page_.heading(3, "States", contract_.qualified + ".states");
    std::vector<std::vector<DocCell>> rows;
    for (const AutomatonState& state : contract_.automaton.states) {
      DocCell next;
      for (const Edge& edge : state.edges) {
        const std::string& message = contract_.all_messages[edge.message]->name.text;
        const std::string& target = contract_.automaton.states[edge.next].name;
        if (!next.empty()) next.push_back({"; "});
        next.push_back({message, true, anchor("message", message)});
        next.push_back({" → "});
        next.push_back({target, true, anchor("state", target)});
      }
      if (next.empty()) next.push_back({"the conversation has ended"});
      rows.push_back({{{state.name, true, "", anchor("state", state.name)}},
                      {{turn(state)}},
                      next,
                      {{doc_of(state)}}});
      if (state.entry) rows.back()[0].push_back({" (entry)"});
    }
    page_.table({"state", "who speaks", "messages and where they lead", "meaning"}, rows);
  }

  void messages() {
    page_.heading(3, "Messages", contract_.qualified + ".messages");
    for (const Message* message : contract_.all_messages) {
      page_.heading(4, message->name.text, anchor("message", message->name.text));
      page_.code(shown_message(*message) + ";");
      if (!message->doc.empty()) page_.paragraph(message->doc);
      std::string facts = fmt::format("{} bytes on the wire.", message->bytes);
      if (const std::string marks = shown_marks(message->marks); !marks.empty())
        facts = fmt::format("Marked {}. ", marks) + facts;
      if (message->declared_by != &contract_)
        facts += fmt::format(" Inherited from `{}`.", message->declared_by->qualified);
      page_.paragraph(facts);
    }
  }

  void types() {
    if (contract_.enums.empty() && contract_.structs.empty()) return;
    page_.heading(3, "Types", contract_.qualified + ".types");
    for (const auto& each : contract_.enums) {
      std::string text =
          fmt::format("enum {} : {} {{ ", each->name.text, info(each->underlying).source_name);
      for (const Enumerator& value : each->enumerators)
        text += fmt::format("{}{} = {}", text.ends_with("{ ") ? "" : ", ", value.name.text,
                            to_string(value.number));
      type(each->name.text, text + " }", each->doc);
    }
    for (const auto& each : contract_.structs)
      type(each->name.text,
           fmt::format("struct {} {{ {}; }}", each->name.text, shown_fields(each->fields, "; ")),
           each->doc);
  }

  void type(const std::string& name, const std::string& text, const std::string& doc) {
    page_.heading(4, name, anchor("type", name));
    page_.code(text);
    if (!doc.empty()) page_.paragraph(doc);
  }

  void constants() {
    if (contract_.constants.empty()) return;
    page_.heading(3, "Constants", contract_.qualified + ".constants");
    std::vector<std::vector<DocCell>> rows;
    for (const auto& each : contract_.constants)
      rows.push_back({{{each->name.text, true}},
                      {{each->type_name.text, true}},
                      {{shown_constant(*each), true}},
                      {{each->doc}}});
    page_.table({"constant", "type", "value", "meaning"}, rows);
  }

  const Contract& contract_;
  DocPage& page_;
};

}  // namespace

void write_docs(const std::vector<const Contract*>& contracts, DocPage& page) {
  page.heading(1, contracts.size() == 1 ? "Contract " + contracts[0]->qualified : "Contracts",
               "top");
  page.paragraph(
      "Generated by `contractc doc`. A contract is written from the exporter's (the server's) "
      "view: "
      "`in` messages travel to it, `out` messages come from it. In every state either side may "
      "close; the other then receives `Closed`.");
  if (contracts.size() > 1) {
    std::vector<std::vector<DocCell>> rows;
    for (const Contract* each : contracts)
      rows.push_back({{{each->qualified, true, each->qualified}}, {{first_sentence(each->doc)}}});
    page.table({"contract", "what it is for"}, rows);
  }
  for (const Contract* each : contracts) ContractDocs(*each, page).write();
}

}  // namespace contracts
