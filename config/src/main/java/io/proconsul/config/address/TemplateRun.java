package io.proconsul.config.address;

import io.proconsul.config.address.TemplateNode.Block;
import io.proconsul.config.address.TemplateNode.Command;
import io.proconsul.config.address.TemplateNode.Operand;
import io.proconsul.config.address.TemplateNode.Pipeline;
import io.proconsul.config.address.TemplateNode.Print;
import io.proconsul.config.address.TemplateNode.Verbatim;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries out one parsed template. */
final class TemplateRun {
    private final TemplateText text;
    private final AddressFunctions functions;
    private final Map<String, Object> variables = new HashMap<>();
    private final StringBuilder out = new StringBuilder();

    TemplateRun(TemplateText text, AddressFunctions functions, Object dot) {
        this.text = text;
        this.functions = functions;
        variables.put("$", dot);
    }

    String run(List<TemplateNode> nodes, Object dot) throws TemplateException {
        runAll(nodes, dot);
        return out.toString();
    }

    private void runAll(List<TemplateNode> nodes, Object dot) throws TemplateException {
        for (TemplateNode node : nodes) {
            switch (node) {
                case Verbatim verbatim -> out.append(verbatim.text());
                case Print print -> print(print.pipeline(), dot);
                case Block block -> block(block, dot);
            }
        }
    }

    private void print(Pipeline pipeline, Object dot) throws TemplateException {
        Object value = evaluate(pipeline, dot);
        if (pipeline.variables().isEmpty()) {
            out.append(print(value));
        }
    }

    private void block(Block block, Object dot) throws TemplateException {
        Object value = evaluate(block.pipeline(), dot);
        if (!isSomething(value)) {
            runAll(block.otherwise(), dot);
            return;
        }
        switch (block.kind()) {
            case IF -> runAll(block.body(), dot);
            case WITH -> runAll(block.body(), value);
            case RANGE -> range(block, value);
        }
    }

    private void range(Block block, Object value) throws TemplateException {
        if (!(value instanceof List<?> items)) {
            Command last = block.pipeline().commands().getLast();
            throw failure(last.offset(), last.source(), "range can't iterate over " + print(value));
        }
        List<String> names = block.pipeline().variables();
        for (int i = 0; i < items.size(); i++) {
            Object item = items.get(i);
            if (!names.isEmpty()) {
                variables.put(names.getLast(), item);
            }
            if (names.size() == 2) {
                variables.put(names.getFirst(), (long) i);
            }
            runAll(block.body(), item);
        }
    }

    private Object evaluate(Pipeline pipeline, Object dot) throws TemplateException {
        Object value = null;
        for (Command command : pipeline.commands()) {
            value = evaluate(command, dot, value);
        }
        Object result = value == null ? "" : value;
        for (String name : pipeline.variables()) {
            variables.put(name, result);
        }
        return result;
    }

    private Object evaluate(Command command, Object dot, @Nullable Object piped)
            throws TemplateException {
        Operand first = command.operands().getFirst();
        if (first instanceof Operand.Function(String name, int offset)) {
            return call(name, offset, command, dot, piped);
        }
        if (command.operands().size() > 1 || piped != null) {
            String word = command.source().split(" ", 2)[0];
            throw failure(command.offset(), word, "can't give argument to non-function " + word);
        }
        return evaluate(first, command, dot);
    }

    private Object call(
            String name, int offset, Command command, Object dot, @Nullable Object piped)
            throws TemplateException {
        var arguments = new ArrayList<Object>();
        for (Operand operand : command.operands().subList(1, command.operands().size())) {
            arguments.add(evaluate(operand, command, dot));
        }
        if (piped != null) {
            arguments.add(piped);
        }
        int wanted = AddressFunctions.arity(name);
        if (arguments.size() != wanted) {
            throw failure(
                    offset,
                    name,
                    "wrong number of args for "
                            + name
                            + ": want "
                            + wanted
                            + " got "
                            + arguments.size());
        }
        try {
            return functions.call(name, arguments);
        } catch (TemplateException cause) {
            throw failure(
                    command.offset(),
                    command.source(),
                    "error calling " + name + ": " + cause.getMessage());
        }
    }

    private Object evaluate(Operand operand, Command command, Object dot) throws TemplateException {
        return switch (operand) {
            case Operand.Constant constant -> constant.value();
            case Operand.Dot(List<String> fields) -> field(dot, fields, command);
            case Operand.Variable(String name, List<String> fields) ->
                    field(variables.getOrDefault(name, ""), fields, command);
            case Operand.Nested(Pipeline pipeline) -> evaluate(pipeline, dot);
            case Operand.Function(String name, int offset) ->
                    call(name, offset, alone(operand, offset, name), dot, null);
        };
    }

    private static Command alone(Operand operand, int offset, String name) {
        return new Command(List.of(operand), offset, name);
    }

    private Object field(Object value, List<String> fields, Command command)
            throws TemplateException {
        Object result = value;
        for (String field : fields) {
            if (!(result instanceof InterfaceAddress address)) {
                throw failure(
                        command.offset(),
                        command.source(),
                        "can't evaluate field " + field + " in type " + typeName(result));
            }
            result =
                    switch (field) {
                        case "Name" -> address.interfaceName();
                        case "SockAddr", "String" -> address.network().toString();
                        case "Flags" -> Attributes.of("flags", address);
                        default ->
                                throw failure(
                                        command.offset(),
                                        command.source(),
                                        "can't evaluate field "
                                                + field
                                                + " in type sockaddr.IfAddr");
                    };
        }
        return result;
    }

    private TemplateException failure(int offset, String context, String message) {
        return new TemplateException(
                "template: sockaddr.Parse:"
                        + text.position(offset)
                        + ": executing \"sockaddr.Parse\" at <"
                        + context
                        + ">: "
                        + message);
    }

    /** Whether a value counts as true: not false, not zero, not empty. */
    static boolean isSomething(Object value) {
        return switch (value) {
            case Boolean truth -> truth;
            case Long number -> number != 0;
            case String string -> !string.isEmpty();
            case List<?> list -> !list.isEmpty();
            default -> true;
        };
    }

    static String typeName(Object value) {
        return switch (value) {
            case Boolean _ -> "bool";
            case Long _ -> "int";
            case String _ -> "string";
            case List<?> _ -> "sockaddr.IfAddrs";
            default -> "sockaddr.IfAddr";
        };
    }

    static String print(Object value) {
        if (!(value instanceof List<?> list)) {
            return value.toString();
        }
        var text = new StringBuilder("[");
        for (Object item : list) {
            text.append(text.length() == 1 ? "" : " ").append(item);
        }
        return text.append(']').toString();
    }
}
