// The scenarios that bare metal runs.
#include "test_kernel.hpp"

namespace test {

namespace {
const Scenario* const kTables[] = {kStartScenarios,       kMemoryScenarios, kFaultScenarios,
                                   kKernelFaultScenarios, kThreadScenarios, kConsoleScenarios,
                                   kMigrationScenarios,   kSmpScenarios,    kDeviceScenarios};
}

const std::span<const Scenario* const> kScenarioTables = kTables;

}  // namespace test
