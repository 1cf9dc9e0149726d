// C++ names for everything in a contract. The language allows names that C++ does not, and lets a
// message and a state share one; both are settled here, by a trailing underscore, in a way that
// depends on the contract alone.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "model/model.hpp"

namespace contracts {

/// A name that is no C++ keyword and nothing else that C++ or the library has everywhere.
std::string escaped(const std::string& name);
/// N.C as ::N::C, each part escaped.
std::string cpp_path(const std::string& qualified);
/// The same for `namespace …`: N::C.
std::string cpp_namespace(const std::string& qualified);
/// The members of the struct that C++ has for a message or struct.
std::vector<std::string> member_names(const std::vector<Field>& fields);
std::vector<std::string> enumerator_names(const EnumDecl& declaration);
/// As the contents of a C++ string literal.
std::string cpp_quoted(const std::string& text);

struct CppNames {
  std::vector<std::string> messages;         // by index in all_messages
  std::vector<std::string> states;           // by index in the automaton
  std::map<const void*, std::string> types;  // enums and structs of the contract
  std::map<const void*, std::string> constants;

  explicit CppNames(const Contract& contract);
};

/// The names of a finished contract, made once.
const CppNames& cpp_names_of(const Contract& contract);

/// The type of a parameter, as code in namespace `contract` (null: outside of any contract) writes
/// it.
std::string cpp_type(const Type& type, const Contract* contract);

}  // namespace contracts
