// The scenarios that run hosted too: threads, faults of SIPs, and several CPUs.
#include "test_kernel.hpp"

namespace test {

namespace {
const Scenario* const kTables[] = {kFaultScenarios, kThreadScenarios, kMigrationScenarios,
                                   kSmpScenarios, kDiskScenarios};
}

const std::span<const Scenario* const> kScenarioTables = kTables;

}  // namespace test
