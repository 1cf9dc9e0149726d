// What the collector asks of <assert.h>.
#pragma once
#define static_assert _Static_assert
