// Fields belong together by name; a renamed one is one removed and one added.
#include "compare/fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "emit/shown.hpp"

namespace contracts {
namespace {

std::string_view rule_of(const FieldContext& context, std::string_view change) {
  return compare_rule(fmt::format("{}-{}", context.what, change)).id;
}

const Field* find(const std::vector<Field>& fields, const std::string& name) {
  const auto found =
      std::ranges::find_if(fields, [&](const Field& each) { return each.name.text == name; });
  return found == fields.end() ? nullptr : &*found;
}

Type without_null(Type type) {
  type.nullable = false;
  return type;
}

void compare_type(const Field& was, const Field& is, const FieldContext& context,
                  Changes& changes) {
  const std::string old_type = shown_type(was.type), new_type = shown_type(is.type);
  if (old_type == new_type) return;
  const std::string text = fmt::format("{} {} of {} is {}, was {}", context.what, is.name.text,
                                       context.owner, new_type, old_type);
  const bool only_null = shown_type(without_null(was.type)) == shown_type(without_null(is.type));
  if (only_null && is.type.nullable)
    changes.push_back(
        {"parameter-may-be-null", context.receivers, Version::kNew, is.name.at, text});
  else if (only_null)
    changes.push_back({"parameter-never-null", context.senders, Version::kNew, is.name.at, text});
  else
    changes.push_back({rule_of(context, "type-changed"), context.senders | context.receivers,
                       Version::kNew, is.name.at, text});
}

/// Names that both versions have, in the order of `fields`.
std::vector<std::string> common_names(const std::vector<Field>& fields,
                                      const std::vector<Field>& others) {
  std::vector<std::string> out;
  for (const Field& each : fields)
    if (find(others, each.name.text) != nullptr) out.push_back(each.name.text);
  return out;
}

}  // namespace

void compare_fields(const std::vector<Field>& before, const std::vector<Field>& after,
                    const FieldContext& context, Changes& changes) {
  for (const Field& is : after) {
    if (const Field* was = find(before, is.name.text)) {
      compare_type(*was, is, context, changes);
      continue;
    }
    const Sides receivers = is_linear(is.type) ? context.receivers : kNobody;
    changes.push_back(
        {rule_of(context, "added"), context.senders | receivers, Version::kNew, is.name.at,
         fmt::format("{} has a new {} {}", context.owner, context.what, is.name.text)});
  }
  for (const Field& was : before)
    if (find(after, was.name.text) == nullptr)
      changes.push_back(
          {rule_of(context, "removed"), context.senders | context.receivers, Version::kOld,
           was.name.at,
           fmt::format("{} no longer has the {} {}", context.owner, context.what, was.name.text)});
  if (common_names(before, after) != common_names(after, before))
    changes.push_back(
        {rule_of(context, "moved"), context.senders, Version::kNew, context.owner_at,
         fmt::format("{} has its {}s in another order", context.owner, context.what)});
}

}  // namespace contracts
