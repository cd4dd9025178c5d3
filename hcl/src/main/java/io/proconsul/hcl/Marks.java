package io.proconsul.hcl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the syntax of a text does not keep and its layout needs.
 *
 * @param comments all of them in order
 * @param closing for each opening brace the place of its closing one
 * @param assigned the opening braces behind an equals sign
 */
record Marks(List<Token> comments, Map<Place, Place> closing, Set<Place> assigned) {
    static final Marks NONE = new Marks(List.of(), Map.of(), Set.of());

    /** The marks of a text that has been parsed without an error. */
    static Marks of(String source, byte[] content) {
        var marks = new Marks(new ArrayList<>(), new HashMap<>(), new HashSet<>());
        Deque<Place> open = new ArrayDeque<>();
        Scanner scanner = new Scanner(source, content);
        TokenType before = TokenType.EOF;
        for (Token token = scanner.next(); !token.is(TokenType.EOF); token = scanner.next()) {
            switch (token.type()) {
                case COMMENT -> marks.comments.add(token);
                case LBRACE -> {
                    open.push(token.at());
                    if (before == TokenType.ASSIGN) {
                        marks.assigned.add(token.at());
                    }
                }
                case RBRACE -> {
                    if (!open.isEmpty()) {
                        marks.closing.put(open.pop(), token.at());
                    }
                }
                default -> {
                    // only these leave marks
                }
            }
            before = token.type();
        }
        return marks;
    }
}
