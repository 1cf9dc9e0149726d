// What sipc makes of a manifest: a SIP's endpoints as members of one linear struct.
#pragma once

#include "c1.hpp"

struct StartUp {
  C1::Exp<C1::Start> service;
  C1::Imp<C1::Start> upstream;
  int limit = 100;
};
