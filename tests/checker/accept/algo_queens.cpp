// backtracking with bits
struct Board {
  unsigned columns = 0, up = 0, down = 0;
};
unsigned place(unsigned size, unsigned row, Board board) {
  if (row == size) return 1;
  unsigned found = 0;
  for (unsigned column = 0; column < size; ++column) {
    const unsigned u = row + column, d = row + size - column;
    if ((board.columns >> column & 1) != 0 || (board.up >> u & 1) != 0 || (board.down >> d & 1) != 0) continue;
    auto next = board;
    next.columns |= 1u << column;
    next.up |= 1u << u;
    next.down |= 1u << d;
    found += place(size, row + 1, next);
  }
  return found;
}
