// The HTML form: one file with its style and pictures in it, links between states and messages, no
// scripts. Everything that comes from a contract is escaped.
#include <fmt/format.h>

#include "emit/doc/doc.hpp"
#include "emit/graph/graph.hpp"

namespace contracts {
namespace {

constexpr const char* kStyle =
    "body{font:15px/1.5 sans-serif;max-width:62em;margin:2em auto;padding:0 1em;color:#222}"
    "code,pre{font-family:monospace;background:#f4f4f4;border-radius:3px;padding:0 .2em}"
    "pre{padding:.5em;overflow-x:auto}table{border-collapse:collapse;margin:1em 0}"
    "td,th{border:1px solid #ccc;padding:.25em .6em;text-align:left;vertical-align:top}"
    "h2{border-bottom:1px solid #ccc;margin-top:2.5em}h4{margin-bottom:.3em}"
    "a{color:#06c;text-decoration:none}svg{max-width:100%;height:auto}";

std::string escaped_html(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

/// `code` in backquotes becomes an element; a backquote without partner stays.
std::string with_code(const std::string& text) {
  std::string out;
  std::size_t at = 0;
  while (true) {
    const std::size_t begin = text.find('`', at);
    const std::size_t end =
        begin == std::string::npos ? std::string::npos : text.find('`', begin + 1);
    if (end == std::string::npos) return out + escaped_html(text.substr(at));
    out += escaped_html(text.substr(at, begin - at));
    out += "<code>" + escaped_html(text.substr(begin + 1, end - begin - 1)) + "</code>";
    at = end + 1;
  }
}

class HtmlPage final : public DocPage {
 public:
  void heading(int level, const std::string& text, const std::string& anchor) override {
    if (level == 1)
      out_ += fmt::format(
          "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
          escaped_html(text), kStyle);
    out_ += fmt::format("<h{} id=\"{}\">{}</h{}>\n", level, escaped_html(anchor),
                        escaped_html(text), level);
  }
  void paragraph(const std::string& text) override { out_ += "<p>" + with_code(text) + "</p>\n"; }
  void code(const std::string& text) override { out_ += "<pre>" + escaped_html(text) + "</pre>\n"; }

  void table(const std::vector<std::string>& titles,
             const std::vector<std::vector<DocCell>>& rows) override {
    out_ += "<table>\n<tr>";
    for (const std::string& title : titles) out_ += "<th>" + escaped_html(title) + "</th>";
    out_ += "</tr>\n";
    for (const auto& row : rows) {
      out_ += "<tr>";
      for (const DocCell& cell : row) out_ += "<td>" + cell_text(cell) + "</td>";
      out_ += "</tr>\n";
    }
    out_ += "</table>\n";
  }

  void picture(const Contract& contract) override {
    if (const auto svg = graph_svg(contract)) out_ += *svg;
  }
  std::string finish() override { return std::move(out_) + "</body>\n</html>\n"; }

 private:
  static std::string cell_text(const DocCell& cell) {
    std::string out;
    for (const DocSpan& span : cell) {
      std::string text =
          span.is_code ? "<code>" + escaped_html(span.text) + "</code>" : with_code(span.text);
      if (!span.link.empty())
        text = fmt::format("<a href=\"#{}\">{}</a>", escaped_html(span.link), text);
      if (!span.anchor.empty())
        text = fmt::format("<span id=\"{}\">{}</span>", escaped_html(span.anchor), text);
      out += text;
    }
    return out;
  }

  std::string out_;
};

}  // namespace

std::string doc_html(const std::vector<const Contract*>& contracts) {
  HtmlPage page;
  write_docs(contracts, page);
  return page.finish();
}

}  // namespace contracts
