// Declarations as people write them in a contract, made from the resolved model: contracts and
// types by their full names.
#pragma once
#include <string>
#include <vector>

#include "model/model.hpp"

namespace contracts {

std::string shown_type(const Type& type);
/// `int x, byte[]! in ExHeap data`.
std::string shown_fields(const std::vector<Field>& fields, const char* separator);
/// `in message M(int x) requires x > 0`.
std::string shown_message(const Message& message);
/// Its value: `10`, `"text"`, `1.5`.
std::string shown_constant(const ConstDecl& constant);
/// `idempotent, priority(3)`, or nothing.
std::string shown_marks(const Marks& marks);

}  // namespace contracts
