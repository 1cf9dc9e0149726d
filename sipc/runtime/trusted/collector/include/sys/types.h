// Included by the collector, which uses nothing of it as it is built here.
#pragma once
