// The whole grammar of the contract language (contracts/README.md explains its meaning). It only fixes the shape of a file:
// names, types and protocols are checked by the passes, which can say more about them than a parser can.
// Comments, #if and the bounds on size and depth are dealt with before this grammar sees the text (source/).
grammar Contract;

contractFile : fileItem* EOF ;
fileItem     : importDecl | namespaceDecl | declaration ;
importDecl   : 'import' STRING ';' ;
namespaceDecl: 'namespace' qname ( ';' | '{' declaration* '}' ) ;
declaration  : annotations access? ( enumDecl | structDecl | contractDecl ) ';'? ;
access       : 'public' | 'internal' | 'private' | 'protected' ;

contractDecl : 'contract' ident ( ':' qname )? '{' member* '}' ;
member       : annotations access?
               ( constDecl | ( enumDecl | structDecl ) ';'? | messageDecl | stateDecl ) ;

constDecl    : 'const' qname ident '=' expr ';' ;
enumDecl     : 'enum' ident ( ':' qname )? '{' ( enumerator ( ',' enumerator )* ','? )? '}' ;
enumerator   : ident ( '=' expr )? ;
structDecl   : 'rep'? 'struct' ident ( ':' qname )? '{' field* '}' ;
field        : access? type ident ';' ;

messageDecl  : ( 'in' | 'out' )? 'message' ident '(' ( param ( ',' param )* )? ')' requirements? ';' ;
param        : type ident ;
requirements : 'requires' expr ( ',' expr )* ;
type         : qname ( ':' ident )? suffix* ;
suffix       : '[' ']'                                  # arraySuffix
             | '*'                                      # pointerSuffix
             | '!'                                      # nonNullSuffix
             | 'in' 'ExHeap'                            # exHeapSuffix
             | 'opt' '(' 'ExHeap' ( '[' ']' )? ')'      # optSuffix
             ;

stateDecl    : 'override'? 'state' ident ':' ( stateBlock ';'? | ';' | sequence ';' ) ;
stateBlock   : 'one'? '{' ( sequence ';' )* '}' ;
sequence     : step ( '->' step )* ;
step         : action | choice | ident ;
action       : ident ( '!' | '?' ) ;
choice       : '(' action ( 'or' action )* ')' ;

annotations  : ( '[' annotation ( ',' annotation )* ']' )* ;
annotation   : ident ( '(' ( expr ( ',' expr )* )? ')' )? ;

expr         : literal                                  # literalExpr
             | qname                                    # nameExpr
             | '(' expr ')'                             # parenExpr
             | ( '!' | '-' | '+' | '~' ) expr           # unaryExpr
             | expr ( '*' | '/' | '%' ) expr            # binaryExpr
             | expr ( '+' | '-' ) expr                  # binaryExpr
             | expr ( '<<' | '>>' ) expr                # binaryExpr
             | expr ( '<' | '<=' | '>' | '>=' ) expr    # binaryExpr
             | expr ( '==' | '!=' ) expr                # binaryExpr
             | expr '&' expr                            # binaryExpr
             | expr '^' expr                            # binaryExpr
             | expr '|' expr                            # binaryExpr
             | expr '&&' expr                           # binaryExpr
             | expr '||' expr                           # binaryExpr
             ;
literal      : NUMBER | FLOAT | STRING | CHAR | 'true' | 'false' ;
qname        : ident ( '.' ident )* ;
// Words that mean something in one place only and are ordinary names everywhere else.
ident        : ID | 'one' | 'or' | 'opt' | 'rep' | 'ExHeap' | 'requires' ;

FLOAT  : [0-9]+ '.' [0-9]+ EXPONENT? [fFdD]? | [0-9]+ EXPONENT [fFdD]? | [0-9]+ [fFdD] ;
fragment EXPONENT : [eE] [+-]? [0-9]+ ;
NUMBER : [0-9] [0-9A-Za-z_]* ;
STRING : '"' ( '\\' . | ~["\\\r\n] )* '"' ;
CHAR   : '\'' ( '\\' . | ~['\\\r\n] )* '\'' ;
ID     : [A-Za-z_] [A-Za-z_0-9]* ;

SPACE         : [ \t\r\n\f]+ -> skip ;
LINE_COMMENT  : '//' ~[\r\n]* -> skip ;
BLOCK_COMMENT : '/*' .*? '*/' -> skip ;
