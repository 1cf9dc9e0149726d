// #line and linemarkers are no offence by themselves
#line 100 "model.grammar"
int f() { return 1; }
# 7 "x.h" 1 3
int g() { return 2; }
