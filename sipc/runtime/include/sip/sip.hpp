// All of the library that most SIPs want. What needs an ABI group of its own is still bought only
// when used.
#pragma once
#include <cstddef>
#include <cstdint>
#include <utility>

#include "sip/algorithm.hpp"
#include "sip/array.hpp"
#include "sip/cell.hpp"
#include "sip/console.hpp"
#include "sip/device.hpp"
#include "sip/exchange.hpp"
#include "sip/format.hpp"
#include "sip/frozen.hpp"
#include "sip/gc.hpp"
#include "sip/hash_map.hpp"
#include "sip/inspect.hpp"
#include "sip/io.hpp"
#include "sip/line.hpp"
#include "sip/log.hpp"
#include "sip/math.hpp"
#include "sip/optional.hpp"
#include "sip/panic.hpp"
#include "sip/parse.hpp"
#include "sip/process.hpp"
#include "sip/random.hpp"
#include "sip/result.hpp"
#include "sip/select.hpp"
#include "sip/shared.hpp"
#include "sip/span.hpp"
#include "sip/string.hpp"
#include "sip/string_view.hpp"
#include "sip/thread.hpp"
#include "sip/time.hpp"
#include "sip/variant.hpp"
#include "sip/vector.hpp"
