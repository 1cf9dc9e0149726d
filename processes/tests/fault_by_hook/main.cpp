// Does one thing that checked code cannot, by a test hook: which, says its argument (the table in
// tests/fault/CMakeLists.txt). Expected: processor or kernel end it with a report of the cause.
#include <manifest.hpp>
#include <sip/testing.hpp>

int sip_main(manifest::Start) {
  const std::uint64_t fault = manifest::Arguments::fault();
  sip::log("about to commit fault {}", fault);
  switch (fault) {
    case 1:
      sip::testing::null_access();
      break;
    case 2:
      sip::testing::wild_jump();
      break;
    case 3:
      sip::testing::impossible_address();
      break;
    case 4:
      sip::testing::invalid_opcode();
      break;
    case 5:
      sip::testing::misuse_kernel_call();
      break;
    case 6:
      sip::testing::write_read_only();
      break;
    case 7:
      sip::testing::write_kernel_code();
      break;
    default:
      sip::panic("there is no such fault");
  }
  sip::log("NOT CONTAINED");
  return 0;
}
