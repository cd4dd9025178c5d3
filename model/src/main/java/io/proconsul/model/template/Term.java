package io.proconsul.model.template;

import java.util.List;

/** A text or an expression of the language, parsed. */
sealed interface Term {
    /** Something that stands for itself. */
    record Literal(Value value) implements Term {}

    record Variable(String name, Place place) implements Term {}

    record Call(String function, List<Term> arguments, Place place) implements Term {}

    /** Texts and expressions behind one another; one part alone is put into text as well. */
    record Joined(List<Term> parts) implements Term {}

    /** Steps from left to right: no operator binds tighter than another (observed on 1.8.7). */
    record Arithmetic(Term first, List<Step> steps) implements Term {}

    record Step(char operator, Term operand) {}

    /** Where something stands in its text, both from 1. */
    record Place(int line, int column) {
        @Override
        public String toString() {
            return line + ":" + column;
        }
    }
}
