// Layout: sizes and offsets as C lays structs out, in natural alignment, the same on every target
// of ours. Refuses structs that contain themselves and messages that are too large to travel in a
// slot.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "passes/passes.hpp"

namespace contracts {
namespace {

constexpr std::uint32_t kMaxMessageBytes = 2048;
constexpr std::uint32_t kMaxElementBytes = 4096;
constexpr std::uint64_t kMaxStructBytes = std::uint64_t{1} << 20;

class Layouts {
 public:
  explicit Layouts(Context& context) : reporter_(context.reporter) {}

  void structure(StructDecl& declaration) {
    if (done_.contains(&declaration)) return;
    if (!open_.insert(&declaration).second) return;
    for (Field& field : declaration.fields) {
      if (const StructDecl* inner = struct_in(field.type)) {
        if (open_.contains(inner)) {
          reporter_.report(field.syntax.at, 304,
                           fmt::format("struct {} contains itself by way of {}",
                                       declaration.name.text, field.name.text));
          field.type = {};
          continue;
        }
        structure(const_cast<StructDecl&>(
            *inner));  // declarations belong to the model that this pass may change
      }
      check_element(field);
    }
    const Layout layout = lay_out(declaration.fields, kMaxStructBytes);
    declaration.bytes = layout.bytes;
    declaration.alignment = layout.alignment;
    open_.erase(&declaration);
    done_.insert(&declaration);
  }

  void message(Message& message) {
    for (Field& param : message.params) check_element(param);
    const Layout layout = lay_out(message.params, kMaxStructBytes);
    message.bytes = (layout.bytes + 7) / 8 * 8;
    if (message.bytes > kMaxMessageBytes)
      reporter_.report(message.name.at, 306,
                       fmt::format("message {} takes {} bytes; {} is the most", message.name.text,
                                   message.bytes, kMaxMessageBytes));
  }

 private:
  static const StructDecl* struct_in(const Type& type) {
    if (type.kind == Type::Kind::kStruct) return type.structure;
    return type.element ? struct_in(*type.element) : nullptr;
  }

  void check_element(Field& field) {
    if (!field.type.element) return;
    std::uint32_t bytes = 0;
    for (const Type* type = field.type.element.get(); type != nullptr; type = type->element.get())
      bytes = std::max(bytes, layout_of(*type).bytes);
    if (carries_endpoint(field.type))
      reporter_.report(field.syntax.at, 308,
                       fmt::format("{} holds endpoints, which cannot lie in exchange memory",
                                   field.syntax.name.text),
                       "pass the endpoints as parameters, or a struct of them by value");
    else if (bytes > kMaxElementBytes)
      reporter_.report(
          field.syntax.at, 309,
          fmt::format("an element of {} bytes; {} is the most", bytes, kMaxElementBytes));
    else
      return;
    field.type = {};
  }

  static Layout lay_out(std::vector<Field>& fields, std::uint64_t limit) {
    Layout total;
    std::uint64_t at = 0;
    for (Field& field : fields) {
      const Layout one = layout_of(field.type);
      at = (at + one.alignment - 1) / one.alignment * one.alignment;
      field.offset = static_cast<std::uint32_t>(at);
      at = std::min(at + one.bytes, limit);  // saturates: what is too large is reported as such
      total.alignment = std::max(total.alignment, one.alignment);
    }
    total.bytes =
        static_cast<std::uint32_t>((at + total.alignment - 1) / total.alignment * total.alignment);
    return total;
  }

  Reporter& reporter_;
  std::set<const StructDecl*> open_;
  std::set<const StructDecl*> done_;
};

}  // namespace

void lay_out(Context& context) {
  Layouts layouts(context);
  for (auto& unit : context.model.units)
    for (auto& each : unit->structs) layouts.structure(*each);
  context.each_contract([&](Contract& contract) {
    for (auto& each : contract.structs) layouts.structure(*each);
  });
  context.each_contract([&](Contract& contract) {
    for (auto& each : contract.messages) layouts.message(*each);
  });
}

}  // namespace contracts
