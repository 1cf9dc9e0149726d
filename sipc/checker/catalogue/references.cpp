// BD04xx: references, views and closures that look at something.
#include "catalogue/families.hpp"

namespace bulkhead::checker {

std::span<const RuleInfo> reference_rules() {
  static constexpr RuleInfo kRules[] = {
      {Rule::kReferenceField, "reference-field", "A reference as a field.",
       "The object that holds it can outlive what it refers to.",
       "hold the value itself or a sip::Gc<T>", "struct S { int& r; };", "struct S { int r; };"},
      {Rule::kReturnedClosure, "returned-closure",
       "A closure that captures by reference leaves its scope.",
       "What it captured is gone when the closure is called.", "capture by value",
       "return [&] { return x; };", "return [x] { return x; };"},
      {Rule::kReturnedLocal, "returned-local",
       "A reference to a local variable or temporary is returned.",
       "The variable is gone when the caller looks at it.", "return by value",
       "int& f() { int x = 1; return x; }", "int f() { int x = 1; return x; }"},
      {Rule::kDanglingReference, "dangling-reference",
       "A reference variable rooted in a temporary.",
       "The temporary ends with the statement; the reference looks at what comes to lie there.",
       "keep the value itself, or give the temporary a name first", "const int& x = same(make());",
       "const int x = same(make());"},
      {Rule::kViewStorage, "view-storage",
       "A view (Span, StringView) as a field, a base, or inside a container.",
       "What keeps it can outlive what it looks at.",
       "keep a sip::String, a sip::Vector or the value itself, and make the view where it is used",
       "struct Name { sip::StringView text; };", "struct Name { sip::String text; };"},
      {Rule::kReferenceToView, "reference-to-view", "A reference through which a view can change.",
       "The checker could not see what the view looks at from then on.",
       "take views by value, return the new one, and assign it under its own name",
       "void trim(sip::StringView& text);", "sip::StringView trim(sip::StringView text);"},
      {Rule::kOutlivedView, "outlived-view",
       "A view or closure that is there longer than what it looks at.",
       "Storage of an inner scope, of a closure's own parameters or of a locked value is somebody "
       "else's afterwards.",
       "declare the view inside, or what it looks at outside; copy what must last",
       "sip::StringView v; { sip::String s; v = s; }", "sip::String s; sip::StringView v = s;"},
      {Rule::kEscapingClosure, "escaping-closure",
       "A closure that captures by reference is given to something that keeps it.",
       "It would be called after what it captured is gone.",
       "capture by value, or a sip::Gc to what is shared",
       "sip::Function<int()> f = [&] { return x; };",
       "sip::Function<int()> f = [x] { return x; };"},
      {Rule::kBorrowEnded, "borrow-ended",
       "A reference used after the owner that it is rooted in moved, was refilled or changed.",
       "Whoever has the owner now may have given its memory away, to another thread or SIP.",
       "use the reference before the owner goes, or ask the owner again",
       "auto& r = box.value(); std::move(box).release(); r = 1;",
       "box.value() = 1; std::move(box).release();"},
      {Rule::kOverlappingBorrow, "overlapping-borrow",
       "Two arguments of one call touch the same owner.",
       "One of them could give away what the other looks at.", "do one thing after the other",
       "box.change([&](int& x) { x = box.get(); });",
       "const int y = box.get(); box.change([&](int& x) { x = y; });"},
  };
  return kRules;
}

}  // namespace bulkhead::checker
