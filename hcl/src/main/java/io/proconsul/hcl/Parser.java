package io.proconsul.hcl;

import io.proconsul.hcl.Syntax.Body;
import io.proconsul.hcl.Syntax.Elements;
import io.proconsul.hcl.Syntax.Item;
import io.proconsul.hcl.Syntax.Literal;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Builds the syntax of an HCL 1 text. Two oddities of the original are kept because files in the
 * wild depend on them: a key whose value is missing at the end of the file is dropped with its key
 * (vector cfg-015), and commas between items are allowed.
 */
final class Parser {
    /** Deeper nesting than any file has a use for. */
    private static final int DEPTH_MAX = 500;

    private final Scanner scanner;
    private Token token;
    private boolean pushedBack;
    private int depth;

    private Parser(String source, byte[] content) {
        scanner = new Scanner(source, content);
        token = new Token(TokenType.ILLEGAL, Place.whole(source), "");
    }

    /** Parses a text whose lines end with a line feed alone. */
    static Body parse(String source, byte[] content) throws HclException {
        var parser = new Parser(source, content);
        List<Item> items = List.of();
        HclException wrongGrammar = null;
        try {
            items = parser.items(false);
        } catch (HclException wrong) {
            wrongGrammar = wrong;
        }
        HclException wrongCharacter = parser.scanner.error();
        if (wrongCharacter != null) {
            throw wrongCharacter;
        }
        if (wrongGrammar != null) {
            throw wrongGrammar;
        }
        return new Body(new Place(source, 1, 1), items);
    }

    private List<Item> items(boolean inBraces) throws HclException {
        var items = new ArrayList<Item>();
        while (!(inBraces && peek().is(TokenType.RBRACE))) {
            Item item = item();
            if (item == null) {
                return items;
            }
            items.add(item);
            if (!scan().is(TokenType.COMMA)) {
                pushBack();
            }
        }
        return items;
    }

    /** One item, or null at the end of the text. */
    private @Nullable Item item() throws HclException {
        List<Token> keys = new ArrayList<>();
        if (!keys(keys)) {
            return null;
        }
        return switch (token.type()) {
            case ASSIGN -> {
                Syntax value = value();
                yield value == null ? null : new Item(keys, value);
            }
            case LBRACE -> new Item(keys, body());
            default ->
                    throw wrong(
                            token,
                            "key '"
                                    + joined(keys)
                                    + "' expected start of object ('{') or assignment ('=')");
        };
    }

    /**
     * Reads keys up to the token that ends them. Returns false when the text ends before any key;
     * keys without a value are left to the caller, who sees the token.
     */
    private boolean keys(List<Token> keys) throws HclException {
        while (true) {
            Token next = scan();
            switch (next.type()) {
                case IDENT, STRING -> keys.add(next);
                case EOF -> {
                    return !keys.isEmpty();
                }
                case ASSIGN -> {
                    checkAssigned(keys);
                    return true;
                }
                case LBRACE -> {
                    if (keys.isEmpty()) {
                        throw wrong(next, "expected: IDENT | STRING got: LBRACE");
                    }
                    return true;
                }
                case ILLEGAL -> throw wrong(next, "illegal character");
                case RBRACE -> {
                    if (keys.isEmpty()) {
                        throw wrong(next, unexpectedInKey(next));
                    }
                    // The brace belongs to a key without a value; it must not close the object.
                    token = new Token(TokenType.EOF, next.at(), next.text());
                    return true;
                }
                default -> throw wrong(next, unexpectedInKey(next));
            }
        }
    }

    private static String unexpectedInKey(Token found) {
        return "expected: IDENT | STRING | ASSIGN | LBRACE got: " + found.type();
    }

    private void checkAssigned(List<Token> keys) throws HclException {
        if (keys.size() > 1) {
            throw wrong(token, "nested object expected: LBRACE got: ASSIGN");
        }
        if (keys.isEmpty()) {
            throw wrong(token, "no object keys found!");
        }
    }

    /** The value after an equals sign, or null at the end of the text. */
    private @Nullable Syntax value() throws HclException {
        Token next = scan();
        return switch (next.type()) {
            case NUMBER, FLOAT, BOOL, STRING, HEREDOC -> new Literal(next);
            case LBRACE -> body();
            case LBRACK -> elements();
            case EOF -> null;
            default -> throw wrong(next, "Unknown token: " + next);
        };
    }

    private Body body() throws HclException {
        Place at = token.at();
        deeper();
        List<Item> items = itemsOrNothing();
        Token end = scan();
        if (!end.is(TokenType.RBRACE)) {
            throw wrong(end, "object expected closing RBRACE got: " + end.type());
        }
        depth--;
        return new Body(at, items);
    }

    /** An error at a closing brace loses the items; the text goes on behind that brace. */
    private List<Item> itemsOrNothing() throws HclException {
        int depthHere = depth;
        try {
            return items(true);
        } catch (HclException wrong) {
            if (!token.is(TokenType.RBRACE)) {
                throw wrong;
            }
            depth = depthHere;
            return List.of();
        }
    }

    private Elements elements() throws HclException {
        Place at = token.at();
        deeper();
        var items = new ArrayList<Syntax>();
        boolean needsComma = false;
        while (true) {
            Token next = scan();
            if (needsComma && !next.is(TokenType.COMMA) && !next.is(TokenType.RBRACK)) {
                throw wrong(
                        next,
                        "error parsing list, expected comma or list end, got: " + next.type());
            }
            if (next.is(TokenType.RBRACK)) {
                depth--;
                return new Elements(at, items);
            }
            needsComma = !next.is(TokenType.COMMA);
            if (needsComma) {
                items.add(element(next));
                needsComma = !next.is(TokenType.LBRACK);
            }
        }
    }

    private Syntax element(Token first) throws HclException {
        return switch (first.type()) {
            case BOOL, NUMBER, FLOAT, STRING, HEREDOC -> new Literal(first);
            case LBRACE, LBRACK -> nested(first);
            default -> throw wrong(first, "unexpected token while parsing list: " + first.type());
        };
    }

    private Syntax nested(Token first) throws HclException {
        boolean object = first.is(TokenType.LBRACE);
        try {
            return object ? body() : elements();
        } catch (HclException inner) {
            String what = object ? "object" : "list";
            throw wrong(
                    first,
                    "error while trying to parse " + what + " within list: " + inner.getMessage());
        }
    }

    private void deeper() throws HclException {
        if (++depth > DEPTH_MAX) {
            throw wrong(token, "nested deeper than " + DEPTH_MAX + " levels");
        }
    }

    /** The next token that is no comment. */
    private Token scan() {
        if (pushedBack) {
            pushedBack = false;
            return token;
        }
        token = scanner.next();
        while (token.is(TokenType.COMMENT)) {
            token = scanner.next();
        }
        return token;
    }

    private Token peek() {
        Token next = scan();
        pushBack();
        return next;
    }

    private void pushBack() {
        pushedBack = true;
    }

    private static HclException wrong(Token token, String message) {
        Place at = token.at();
        return new HclException(at, "At " + at.line() + ":" + at.column() + ": " + message);
    }

    private static String joined(List<Token> keys) {
        var text = new StringBuilder();
        for (Token key : keys) {
            text.append(text.isEmpty() ? "" : " ").append(key.text());
        }
        return text.toString();
    }
}
