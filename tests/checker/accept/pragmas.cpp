// pragmas without meaning for the code
#pragma once
#pragma region numbers
#pragma GCC diagnostic push
#pragma clang diagnostic ignored "-Wall"
int f() { return 1; }
#pragma GCC diagnostic pop
#pragma endregion
