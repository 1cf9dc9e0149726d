// Included by the collector for PLATFORM_GETMEM, which then uses nothing of it.
#pragma once
