// The main program of every Catch2 test here, compiled once: it takes half a minute.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
