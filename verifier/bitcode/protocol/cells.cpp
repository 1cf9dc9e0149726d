// Endpoints in memory that threads share (EndpointSet): which one lies in which place is not known,
// but in which states those can be that are ever put there. Whether a place is emptied when its
// endpoint is taken out is not proved. The same goes for the cells of collected objects.
#include <algorithm>

#include "bitcode/flow/run.hpp"

namespace verifier::flow {

void Run::put_into_cell(const Object& cell, const std::vector<Segment>& pieces) {
  const std::uint32_t origin =
      cell.cell < 0 ? 0 : state_.tokens[static_cast<std::size_t>(cell.cell)].origin;
  for (const Segment& piece : pieces) {
    for (const TokenRef& reference : piece.value.tokens) {
      const Token& token = state_.tokens[static_cast<std::size_t>(reference.id)];
      if (token.kind == Kind::endpoint && !reference.dead)
        analysis_.put_into_cell(origin, reference.standings);
    }
  }
}

// A word of such memory as an endpoint, if ever one was put there.
void Run::take_from_cell(const llvm::LoadInst& load, const std::vector<Target>& places,
                         Value& value) {
  if (analysis_.rights() == nullptr || !load.getType()->isIntegerTy(64)) return;
  Token token;
  for (const Target& target : places) {
    const Object& object = *look_at(target.object);
    if (!object.is_shared) continue;
    const std::uint32_t origin =
        object.cell < 0 ? 0 : state_.tokens[static_cast<std::size_t>(object.cell)].origin;
    const Standings found = analysis_.standings_in_cell(origin);
    token.standings = union_of(token.standings, found);
  }
  if (token.standings.empty()) return;
  token.kind = Kind::endpoint;
  const TokenId id = make_token(load, 0, std::move(token));
  value.tokens = {{id, false, state_.tokens[static_cast<std::size_t>(id)].standings}};
}

// What sip::Cell keeps: any of them may be in any, for a cell's number is a plain number.
void Run::keep_in_cell(const llvm::CallInst& call) {
  const Value endpoint = value_of(*call.getArgOperand(1), call);
  for (const TokenRef& reference : endpoint.tokens) {
    if (!reference.dead) analysis_.put_into_cell(0, reference.standings);
  }
}

void Run::take_kept(Value& result) {
  for (TokenRef& reference : result.tokens) {
    const Token& token = state_.tokens[static_cast<std::size_t>(reference.id)];
    state_.stand(reference.id, union_of(token.standings, analysis_.standings_in_cell(0)));
    reference.standings = token.standings;
  }
}

std::uint32_t Analysis::origin(std::uint64_t inner, const llvm::Instruction& at) {
  const bool first = inner >= kPrimitive;
  const unsigned depth = first ? 1 : origins_[inner - 1].depth + 1;
  if (depth > kDeepestOrigin) return static_cast<std::uint32_t>(inner);
  const auto [place, fresh] =
      origin_ids_.try_emplace({inner, &at}, static_cast<std::uint32_t>(origins_.size() + 1));
  if (fresh) origins_.push_back({depth, {}});
  return place->second;
}

void Analysis::put_into_cell(std::uint32_t origin, const Standings& standings) {
  Standings& known = origin == 0 ? standings_anywhere_ : origins_[origin - 1].standings;
  for (Standing standing : standings) {
    standing.arrived = Standing::kNothing;
    const auto place = std::ranges::lower_bound(known, standing);
    if (place != known.end() && *place == standing) continue;
    known.insert(place, standing);
    learned_ = true;
  }
}

// What was put into a cell that is not known may be in any.
Standings Analysis::standings_in_cell(std::uint32_t origin) const {
  Standings all = standings_anywhere_;
  for (std::size_t i = 0; i < origins_.size(); ++i) {
    if (origin != 0 && i != origin - 1) continue;
    all = union_of(all, origins_[i].standings);
  }
  return all;
}

}  // namespace verifier::flow
