// references picked by conditions, commas and loops
struct Player {
  int points = 0;
  int& score() { return points; }
};
struct Game {
  Player first, second;
  bool turn = false;
  Player& current() { return turn ? first : second; }
  const Player& leader() const { return first.points < second.points ? second : first; }
};
Player& other(Game& game) { return game.turn ? game.second : game.first; }
int f(Game& game, int bonus) {
  auto& now = game.current();
  now.score() += bonus;
  auto& next = (game.turn = !game.turn, game.current());
  next.points = now.points;
  const auto& best = game.leader();
  int local = 1;
  int& target = bonus > 3 ? game.first.points : local;
  target += best.points;
  return other(game).points + local;
}
