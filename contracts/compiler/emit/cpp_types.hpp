// The data part of a generated header: constants, enumerations, structs and message structs.
#pragma once
#include <string>

#include "emit/cpp_names.hpp"
#include "model/model.hpp"

namespace contracts {

/// Whether a value of the type holds an endpoint of `contract` itself, or of one that is written
/// together with it: such a struct can only be defined after its endpoints.
bool holds_own_endpoint(const Type& type, const Contract& contract);
bool holds_own_endpoint(const Message& message, const Contract& contract);

std::string cpp_doc(const std::string& doc);
std::string cpp_enum(const EnumDecl& declaration, const std::string& name);
std::string cpp_struct(const StructDecl& declaration, const std::string& name,
                       const Contract* contract);
/// Structs so that each comes after those it holds.
std::vector<const StructDecl*> in_order(const std::vector<std::unique_ptr<StructDecl>>& structs);

std::string cpp_constants(const Contract& contract, const CppNames& names);
enum class Part { kBeforeEndpoints, kAfterEndpoints };
std::string cpp_data(const Contract& contract, const CppNames& names, Part part);
/// `Request message{};`, or with null endpoints where a message holds some.
std::string cpp_empty_message(const Message& message, const std::string& name);

}  // namespace contracts
