// Reference pages for contracts, for those who write clients and servers: what the comments say,
// and what the compiler has worked out. One traversal, two forms of page.
#pragma once
#include <string>
#include <vector>

#include "model/model.hpp"

namespace contracts {

struct DocSpan {
  std::string text;
  bool is_code = false;
  std::string link = {};    // an anchor on the same page, or nothing
  std::string anchor = {};  // what links to this span name
};
using DocCell = std::vector<DocSpan>;

/// A page under construction. Texts are plain, but for `code` in backquotes in paragraphs.
class DocPage {
 public:
  virtual ~DocPage() = default;
  virtual void heading(int level, const std::string& text, const std::string& anchor) = 0;
  virtual void paragraph(const std::string& text) = 0;
  virtual void code(const std::string& text) = 0;
  virtual void table(const std::vector<std::string>& titles,
                     const std::vector<std::vector<DocCell>>& rows) = 0;
  virtual void picture(const Contract& contract) = 0;
  virtual std::string finish() = 0;
};

void write_docs(const std::vector<const Contract*>& contracts, DocPage& page);

std::string doc_markdown(const std::vector<const Contract*>& contracts);
/// A document that needs no other file.
std::string doc_html(const std::vector<const Contract*>& contracts);

}  // namespace contracts
