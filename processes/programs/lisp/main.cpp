// Lisp expressions against what they must give, mistakes against their reasons, lists that live
// through much garbage, then the 21st Fibonacci number and a sieve.
#include <manifest.hpp>

#include "../common/program.hpp"
#include "interpreter.hpp"
#include "reader.hpp"

namespace {

using programs::expect;

struct World {
  lisp::Symbols symbols;
  lisp::Interpreter interpreter{symbols};

  /// The last expression's value as text.
  sip::String run(const sip::StringView& text) {
    lisp::Reader reader{sip::String(text)};
    lisp::Ref value;
    while (!reader.is_at_end()) {
      lisp::Ref expression;
      if (!reader.read(symbols, expression)) return "unreadable";
      value = interpreter.evaluate(expression);
      if (interpreter.mistake() != lisp::Mistake::kNone) break;
    }
    sip::String printed;
    lisp::print(value, symbols, printed);
    return printed;
  }
};

void gives(World& world, sip::StringView text, sip::StringView wanted) {
  const sip::String printed = world.run(text);
  if (!(printed == wanted)) sip::log("gave: {}", printed.view());
  expect(printed == wanted && world.interpreter.mistake() == lisp::Mistake::kNone, text);
}
void fails(World& world, sip::StringView text, lisp::Mistake mistake) {
  world.run(text);
  expect(world.interpreter.mistake() == mistake, text);
}

void values() {
  World world;
  gives(world, "42", "42");
  gives(world, "(+ 1 (* 2 -3))", "-5");
  gives(world, "'(a (b . c) nil 7)", "(a (b . c) nil 7)");
  gives(world, "(cons 1 2)", "(1 . 2)");
  gives(world, "(cons 1 (cons 2 nil))", "(1 2)");
  gives(world, "(if (< 2 1) 'yes 'no)", "no");
  gives(world, "(let ((x 2) (y 3)) (* x y))", "6");
  gives(world, "((lambda (x) (* x x)) 12)", "144");
  gives(world,
        "(define make (lambda (n) (lambda () (set! n (+ n 1)))))"
        "(define a (make 10)) (define b (make 20)) (a) (a) (b)"
        "(cons (a) (cons (b) nil))",
        "(13 22)");
  gives(world,
        "(define map (lambda (f l) (if (null? l) nil (cons (f (car l)) (map f (cdr l))))))"
        "(map (lambda (x) (* x x)) '(1 2 3 4))",
        "(1 4 9 16)");
  gives(world, "(define count (lambda (n) (if (= n 0) 'done (count (- n 1))))) (count 20000)",
        "done");
  gives(world, "(define f (lambda (x) (define y (* x 2)) (+ x y))) (f 5)", "15");
}

void mistakes() {
  World world;
  fails(world, "(nobody 1)", lisp::Mistake::kUnknownName);
  fails(world, "(1 2)", lisp::Mistake::kNotAFunction);
  fails(world, "((lambda (x) x))", lisp::Mistake::kWrongArguments);
  fails(world, "(car 5)", lisp::Mistake::kWrongArguments);
  fails(world, "(define loop (lambda (n) (+ 1 (loop n)))) (loop 1)", lisp::Mistake::kTooDeep);
  expect(world.run("(+ 1") == "unreadable" && world.run(")") == "unreadable", "parentheses");
  gives(world, "(+ 1 2)", "3");
}

// A list that is kept while lists of many times its size come and go.
void garbage() {
  World world;
  gives(world,
        "(define range (lambda (n l) (if (= n 0) l (range (- n 1) (cons n l)))))"
        "(define sum (lambda (l s) (if (null? l) s (sum (cdr l) (+ s (car l))))))"
        "(define kept (range 1000 nil))"
        "(define churn (lambda (n) (if (= n 0) nil (begin (range 1000 nil) (churn (- n 1))))))"
        "(churn 200) (sum kept 0)",
        "500500");
  expect(sip::collected_heap_bytes() < 8'000'000, "garbage is collected");
}

std::uint64_t workload() {
  World world;
  const sip::String printed = world.run(
      "(define fib (lambda (n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))))"
      "(define divides (lambda (n l) (if (null? l) nil"
      "  (if (= (remainder n (car l)) 0) t (divides n (cdr l))))))"
      "(define primes (lambda (n most l) (if (< most n) l"
      "  (primes (+ n 1) most (if (divides n l) l (cons n l))))))"
      "(cons (fib 21) (primes 2 400 nil))");
  std::uint64_t checksum = 0;
  for (const char character : printed)
    checksum = programs::mixed(checksum, static_cast<unsigned char>(character));
  return checksum;
}

}  // namespace

int sip_main(manifest::Start) {
  values();
  mistakes();
  garbage();
  programs::measure(3, [] { return workload(); });
  sip::log("all right");
  return 0;
}
