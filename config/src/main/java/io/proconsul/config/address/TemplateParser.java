package io.proconsul.config.address;

import io.proconsul.config.address.TemplateNode.Block;
import io.proconsul.config.address.TemplateNode.Command;
import io.proconsul.config.address.TemplateNode.Kind;
import io.proconsul.config.address.TemplateNode.Operand;
import io.proconsul.config.address.TemplateNode.Pipeline;
import io.proconsul.config.address.TemplateNode.Print;
import io.proconsul.config.address.TemplateNode.Verbatim;
import io.proconsul.config.address.TemplateText.Piece;
import io.proconsul.config.address.TemplateText.Sort;
import io.proconsul.config.address.TemplateText.Word;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads templates in the part of Go's template language that is of use for addresses. */
final class TemplateParser {
    /** Blocks and parentheses deeper than this are a mistake. */
    private static final int DEPTH_MAX = 100;

    private final TemplateText text;
    private final List<Piece> pieces;
    private final Set<String> variables = new HashSet<>(Set.of("$"));
    private int nextPiece;
    private List<Word> words = List.of();
    private int next;
    private int depth;

    private TemplateParser(TemplateText text) throws TemplateException {
        this.text = text;
        this.pieces = text.pieces();
    }

    static List<TemplateNode> parse(TemplateText text) throws TemplateException {
        var parser = new TemplateParser(text);
        var nodes = new ArrayList<TemplateNode>();
        String end = parser.nodes(nodes);
        if (!end.isEmpty()) {
            throw parser.error("unexpected {{" + end + "}}");
        }
        return nodes;
    }

    /**
     * Reads up to the end of the block; returns the word that ends it, empty at the end of the
     * text.
     */
    private String nodes(List<TemplateNode> nodes) throws TemplateException {
        while (nextPiece < pieces.size()) {
            Piece piece = pieces.get(nextPiece++);
            if (!piece.action()) {
                nodes.add(new Verbatim(piece.text()));
                continue;
            }
            words = text.words(piece);
            next = 0;
            Word first = peek();
            String keyword = first != null && first.sort() == Sort.NAME ? first.text() : "";
            switch (keyword) {
                case "end", "else" -> {
                    take();
                    return keyword;
                }
                case "if", "with", "range" -> nodes.add(block(keyword));
                default -> nodes.add(new Print(wholePipeline(false)));
            }
        }
        return "";
    }

    private Block block(String keyword) throws TemplateException {
        deeper();
        take();
        Kind kind = Kind.valueOf(keyword.toUpperCase(Locale.ROOT));
        Pipeline pipeline = wholePipeline(kind == Kind.RANGE);
        var body = new ArrayList<TemplateNode>();
        var otherwise = new ArrayList<TemplateNode>();
        String end = nodes(body);
        if (end.equals("else")) {
            Word after = peek();
            if (after != null && after.sort() == Sort.NAME && after.text().equals("if")) {
                otherwise.add(block("if"));
                depth--;
                return new Block(kind, pipeline, body, otherwise);
            }
            end = nodes(otherwise);
        }
        if (!end.equals("end")) {
            throw error("unexpected EOF");
        }
        depth--;
        return new Block(kind, pipeline, body, otherwise);
    }

    /** A pipeline up to the end of the action. */
    private Pipeline wholePipeline(boolean range) throws TemplateException {
        Pipeline pipeline = pipeline(range);
        Word left = peek();
        if (left != null) {
            throw text.error(left.offset(), "unexpected \"" + left.text() + "\" in input");
        }
        return pipeline;
    }

    private Pipeline pipeline(boolean range) throws TemplateException {
        List<String> declared = declared(range);
        var commands = new ArrayList<Command>();
        do {
            commands.add(command());
        } while (takeSymbol("|"));
        variables.addAll(declared);
        return new Pipeline(declared, commands);
    }

    /** Variables before {@code :=} or {@code =}. */
    private List<String> declared(boolean range) throws TemplateException {
        int start = next;
        var names = new ArrayList<String>();
        for (Word word = peek(); word != null && word.sort() == Sort.VARIABLE; word = peek()) {
            names.add(take().text());
            boolean more = range && names.size() == 1 && takeSymbol(",");
            if (!more) {
                break;
            }
        }
        if (!names.isEmpty() && (takeSymbol(":=") || takeSymbol("="))) {
            return names;
        }
        next = start;
        return List.of();
    }

    private Command command() throws TemplateException {
        Word first = peek();
        if (first == null) {
            throw error("missing value for command");
        }
        var operands = new ArrayList<Operand>();
        int end = first.offset();
        for (Word word = first; word != null && !word.is("|") && !word.is(")"); word = peek()) {
            operands.add(operand(take()));
            Word last = words.get(next - 1);
            end = last.offset() + last.text().length();
        }
        if (operands.isEmpty()) {
            throw text.error(first.offset(), "unexpected \"" + first.text() + "\" in command");
        }
        return new Command(operands, first.offset(), text.between(first.offset(), end));
    }

    private Operand operand(Word word) throws TemplateException {
        return switch (word.sort()) {
            case STRING -> new Operand.Constant(unquoted(word));
            case NUMBER -> new Operand.Constant(number(word));
            case FIELD -> new Operand.Dot(fields(word.text().substring(1)));
            case VARIABLE -> variable(word);
            case NAME -> named(word);
            case SYMBOL -> nested(word);
            case SPACE -> throw new AssertionError("spaces are skipped");
        };
    }

    private Operand named(Word word) throws TemplateException {
        if (word.text().equals("true") || word.text().equals("false")) {
            return new Operand.Constant(word.text().equals("true"));
        }
        if (!AddressFunctions.exists(word.text())) {
            throw text.error(word.offset(), "function \"" + word.text() + "\" not defined");
        }
        return new Operand.Function(word.text(), word.offset());
    }

    private Operand variable(Word word) throws TemplateException {
        if (!variables.contains(word.text())) {
            throw text.error(word.offset(), "undefined variable \"" + word.text() + "\"");
        }
        return new Operand.Variable(word.text(), fields(""));
    }

    /** Fields follow one another without a space. */
    private List<String> fields(String first) {
        var fields = new ArrayList<String>();
        if (!first.isEmpty()) {
            fields.add(first);
        }
        while (next < words.size() && words.get(next).sort() == Sort.FIELD) {
            fields.add(words.get(next++).text().substring(1));
        }
        return fields;
    }

    private Operand nested(Word word) throws TemplateException {
        if (!word.is("(")) {
            throw text.error(word.offset(), "unexpected \"" + word.text() + "\" in command");
        }
        deeper();
        Pipeline pipeline = pipeline(false);
        if (!takeSymbol(")")) {
            throw text.error(word.offset(), "unclosed left paren");
        }
        depth--;
        return new Operand.Nested(pipeline);
    }

    private Object unquoted(Word word) throws TemplateException {
        String quoted = word.text();
        String inner = quoted.substring(1, quoted.length() - 1);
        if (quoted.startsWith("`")) {
            return inner;
        }
        try {
            return inner.translateEscapes();
        } catch (IllegalArgumentException wrongEscape) {
            throw text.error(word.offset(), "invalid syntax");
        }
    }

    private Object number(Word word) throws TemplateException {
        try {
            return Long.decode(word.text());
        } catch (NumberFormatException notANumber) {
            throw text.error(word.offset(), "illegal number syntax: \"" + word.text() + "\"");
        }
    }

    private void deeper() throws TemplateException {
        if (++depth > DEPTH_MAX) {
            throw error("nested deeper than " + DEPTH_MAX + " levels");
        }
    }

    private boolean takeSymbol(String symbol) {
        Word word = peek();
        if (word == null || !word.is(symbol)) {
            return false;
        }
        next++;
        return true;
    }

    /** The next word that is no space; null at the end of the action. */
    private @Nullable Word peek() {
        while (next < words.size() && words.get(next).sort() == Sort.SPACE) {
            next++;
        }
        return next < words.size() ? words.get(next) : null;
    }

    private Word take() throws TemplateException {
        Word word = peek();
        if (word == null) {
            throw error("unexpected EOF");
        }
        next++;
        return word;
    }

    private TemplateException error(String message) {
        Piece piece = pieces.get(Math.max(0, nextPiece - 1));
        return text.error(piece.offset(), message);
    }
}
