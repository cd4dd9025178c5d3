package io.proconsul.config.address;

import java.util.List;

/** A parsed template. */
sealed interface TemplateNode {
    /** Text as it stands. */
    record Verbatim(String text) implements TemplateNode {}

    /** An action whose result is printed, unless it sets a variable. */
    record Print(Pipeline pipeline) implements TemplateNode {}

    /**
     * {@code if}, {@code with} and {@code range}: what to do when there is something, and when not.
     */
    record Block(
            Kind kind, Pipeline pipeline, List<TemplateNode> body, List<TemplateNode> otherwise)
            implements TemplateNode {}

    /** The words that begin a block. */
    enum Kind {
        IF,
        WITH,
        RANGE
    }

    /**
     * Commands, each of which gets the result of the one before as its last argument.
     *
     * @param variables names that take the result; two only for {@code range}
     */
    record Pipeline(List<String> variables, List<Command> commands) {}

    /**
     * A function with arguments, or a single value.
     *
     * @param source the command as written, for error texts
     */
    record Command(List<Operand> operands, int offset, String source) {}

    /** A value in a command. */
    sealed interface Operand {
        /** A text, a number or a truth value. */
        record Constant(Object value) implements Operand {}

        /** {@code .} or {@code .Name.Name}. */
        record Dot(List<String> fields) implements Operand {}

        /** {@code $x} or {@code $x.Name}. */
        record Variable(String name, List<String> fields) implements Operand {}

        /** The name of a function. */
        record Function(String name, int offset) implements Operand {}

        /** A pipeline in parentheses. */
        record Nested(Pipeline pipeline) implements Operand {}
    }
}
