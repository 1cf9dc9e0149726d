// Catch2's main for the tests that boot whole systems.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
