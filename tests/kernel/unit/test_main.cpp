// Catch2's main for the tests of single parts of the kernel.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
