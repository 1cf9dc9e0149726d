// Which words may become C++ names, process names, macro names. One place, because each of them
// ends up in generated code or on clang's command line.
#pragma once
#include <string_view>

namespace sipc {

bool is_process_name(std::string_view name);  // [a-z][a-z0-9_]{0,30}
bool is_member_name(
    std::string_view name);  // a C++ identifier that is neither a keyword nor reserved
bool is_qualified_name(std::string_view name);  // member names joined by dots
bool is_macro_name(std::string_view name);      // member name that is no name of the library either

}  // namespace sipc
