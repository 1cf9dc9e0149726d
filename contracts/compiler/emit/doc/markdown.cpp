// The Markdown form, with a Mermaid picture, for pages that are read where the source is.
#include <fmt/format.h>

#include "emit/doc/doc.hpp"
#include "emit/graph/graph.hpp"

namespace contracts {
namespace {

/// A cell is one line, and `|` ends it.
std::string in_cell(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

class MarkdownPage final : public DocPage {
 public:
  void heading(int level, const std::string& text, const std::string&) override {
    block(fmt::format("{} {}\n", std::string(static_cast<std::size_t>(level), '#'), text));
  }
  void paragraph(const std::string& text) override { block(text + "\n"); }
  void code(const std::string& text) override { block("    " + text + "\n"); }

  void table(const std::vector<std::string>& titles,
             const std::vector<std::vector<DocCell>>& rows) override {
    std::string text = fmt::format("| {} |\n|", fmt::join(titles, " | "));
    for (std::size_t i = 0; i < titles.size(); ++i) text += "---|";
    text += "\n";
    for (const auto& row : rows) {
      text += "|";
      for (const DocCell& cell : row) text += " " + cell_text(cell) + " |";
      text += "\n";
    }
    block(text);
  }

  void picture(const Contract& contract) override {
    block("```mermaid\n" + graph_mermaid(contract) + "```\n");
  }
  std::string finish() override { return std::move(out_); }

 private:
  void block(const std::string& text) { out_ += (out_.empty() ? "" : "\n") + text; }

  static std::string cell_text(const DocCell& cell) {
    std::string out;
    for (const DocSpan& span : cell)
      out += span.is_code ? "`" + in_cell(span.text) + "`" : in_cell(span.text);
    return out;
  }

  std::string out_;
};

}  // namespace

std::string doc_markdown(const std::vector<const Contract*>& contracts) {
  MarkdownPage page;
  write_docs(contracts, page);
  return page.finish();
}

}  // namespace contracts
