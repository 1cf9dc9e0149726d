// toml++ with its assertions taken out. They state what hostile text can make false (`[[[`), and become promises to the optimiser in a
// release build; the parser goes on to check the same conditions and reports them as errors.
#pragma once
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
// clang-format off
#include <toml++/impl/preprocessor.h>
#undef TOML_ASSERT
#undef TOML_ASSERT_ASSUME
#define TOML_ASSERT(expression) static_assert(true)
#define TOML_ASSERT_ASSUME(expression) static_assert(true)
#include <toml++/toml.h>
// clang-format on
