// The attributes of every function in a SIP: the source's flags cannot set them (le64 knows no red
// zone and no stack probes), so the back end does.
#include <llvm/IR/AttributeMask.h>
#include <llvm/IR/Attributes.h>
#include <llvm/IR/Function.h>

#include "backend/module_checks.hpp"

namespace sipc::backend {

void harden(llvm::Module& module) {
  for (llvm::Function& function : module) {
    if (function.isIntrinsic()) continue;
    for (const char* unwanted : {"target-cpu", "target-features", "tune-cpu", "frame-pointer",
                                 "probe-stack", "stack-probe-size"}) {
      function.removeFnAttr(unwanted);
    }
    function.removeFnAttr(llvm::Attribute::UWTable);
    function.addFnAttr(llvm::Attribute::NoRedZone);  // interrupts may use the stack below rsp
    function.addFnAttr(llvm::Attribute::NoUnwind);
    function.addFnAttr("frame-pointer", "all");       // the kernel's backtrace walks them
    function.addFnAttr("probe-stack", "inline-asm");  // no frame steps over the guard page
    function.addFnAttr("stack-probe-size", "4096");
    function.addFnAttr("no-jump-tables",
                       "true");  // an indirect jump is nothing that the verifier allows
    function.addFnAttr("target-cpu", "x86-64");
    function.addFnAttr("target-features", "-x87,-mmx");
    function.setDSOLocal(true);
    if (!function.hasLocalLinkage()) function.setVisibility(llvm::GlobalValue::HiddenVisibility);
  }
}

void forget_promises(llvm::Module& module) {
  for (llvm::Function& function : module) {
    if (!function.isDeclaration() || function.isIntrinsic()) continue;
    llvm::AttributeMask promises;
    for (const auto kind :
         {llvm::Attribute::Dereferenceable, llvm::Attribute::DereferenceableOrNull,
          llvm::Attribute::Alignment, llvm::Attribute::NonNull, llvm::Attribute::NoAlias,
          llvm::Attribute::NoUndef}) {
      promises.addAttribute(kind);
    }
    function.removeRetAttrs(promises);
    for (unsigned i = 0; i < function.arg_size(); ++i) function.removeParamAttrs(i, promises);
  }
}

}  // namespace sipc::backend
