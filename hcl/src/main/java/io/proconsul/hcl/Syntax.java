package io.proconsul.hcl;

import java.util.List;

/** The parsed form of HCL before it becomes a tree of values. */
sealed interface Syntax {
    Place at();

    /** How error texts name this node; they come from the original parser. */
    String kind();

    /** A number, a text or a truth value. */
    record Literal(Token token) implements Syntax {
        @Override
        public Place at() {
            return token.at();
        }

        @Override
        public String kind() {
            return "*ast.LiteralType";
        }
    }

    /** Values between brackets. */
    record Elements(Place at, List<Syntax> items) implements Syntax {
        @Override
        public String kind() {
            return "*ast.ListType";
        }
    }

    /** Items between braces, or the whole file. */
    record Body(Place at, List<Item> items) implements Syntax {
        @Override
        public String kind() {
            return "*ast.ObjectType";
        }
    }

    /** One item: its keys (more than one for a block with labels) and its value. */
    record Item(List<Token> keys, Syntax value) {
        Item withoutFirstKey() {
            return new Item(keys.subList(1, keys.size()), value);
        }
    }
}
