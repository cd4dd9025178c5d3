package io.proconsul.hcl;

/** The kinds of tokens; error texts show these names. */
enum TokenType {
    ILLEGAL,
    EOF,
    COMMENT,
    IDENT,
    NUMBER,
    FLOAT,
    BOOL,
    STRING,
    HEREDOC,
    LBRACK,
    LBRACE,
    COMMA,
    PERIOD,
    RBRACK,
    RBRACE,
    ASSIGN,
    ADD,
    SUB
}
