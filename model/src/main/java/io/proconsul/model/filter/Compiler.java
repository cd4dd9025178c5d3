package io.proconsul.model.filter;

import io.proconsul.model.wire.RecordCodec;
import io.proconsul.model.wire.WireField;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Turns what an expression says into conditions on records, following each selector through the
 * declared types. A selector through a list asks whether any element fits.
 */
final class Compiler {
    /** The comparison at hand. */
    private final Expression.Match match;

    private Compiler(Expression.Match match) {
        this.match = match;
    }

    static Condition compile(Expression expression, Class<?> type) throws FilterException {
        return switch (expression) {
            case Expression.AnyOf(var alternatives) -> {
                List<Condition> conditions = compileAll(alternatives, type);
                yield element -> conditions.stream().anyMatch(each -> each.holds(element));
            }
            case Expression.AllOf(var parts) -> {
                List<Condition> conditions = compileAll(parts, type);
                yield element -> conditions.stream().allMatch(each -> each.holds(element));
            }
            case Expression.Not(var inner) -> {
                Condition condition = compile(inner, type);
                yield element -> !condition.holds(element);
            }
            case Expression.Match match -> new Compiler(match).select(type, 0);
        };
    }

    private static List<Condition> compileAll(List<Expression> expressions, Class<?> type)
            throws FilterException {
        var conditions = new ArrayList<Condition>();
        for (Expression expression : expressions) {
            conditions.add(compile(expression, type));
        }
        return conditions;
    }

    /** The condition on a value of {@code type} that the selector's first parts lead to. */
    private Condition select(Type type, int parts) throws FilterException {
        if (type instanceof Class<?> record && record.isRecord()) {
            return inRecord(record, parts);
        }
        if (type instanceof ParameterizedType container) {
            Type[] arguments = container.getActualTypeArguments();
            return container.getRawType() == List.class
                    ? inList(arguments[0], parts)
                    : inMap(arguments[1], parts);
        }
        if (!atEnd(parts)) {
            throw invalidSelector(parts);
        }
        return type == String.class ? onText() : onScalar(type);
    }

    private Condition inRecord(Class<?> type, int parts) throws FilterException {
        if (atEnd(parts)) {
            throw invalidOperator();
        }
        String name = match.selector().get(parts);
        for (WireField field : RecordCodec.of(type).fields()) {
            if (field.selectable() && field.name().equals(name)) {
                Condition inner = select(field.type(), parts + 1);
                return record ->
                        record == null
                                ? match.operator().ofAbsent()
                                : inner.holds(field.getter().apply(record));
            }
        }
        throw invalidSelector(parts);
    }

    private Condition inMap(Type values, int parts) throws FilterException {
        if (atEnd(parts)) {
            return onContainer(map -> ((Map<?, ?>) map).containsKey(match.value()));
        }
        Condition inner = select(values, parts + 1);
        String key = match.selector().get(parts);
        return map -> {
            Object value = map == null ? null : ((Map<?, ?>) map).get(key);
            return value == null ? match.operator().ofAbsent() : inner.holds(value);
        };
    }

    private Condition inList(Type elements, int parts) throws FilterException {
        boolean records = elements instanceof Class<?> type && type.isRecord();
        if (!atEnd(parts)) {
            if (!records) {
                throw invalidSelector(parts);
            }
            Condition inner = select(elements, parts);
            return list -> list != null && ((List<?>) list).stream().anyMatch(inner::holds);
        }
        return records ? onEmptiness() : onContainer(contains(elements));
    }

    private Predicate<Object> contains(Type elements) throws FilterException {
        Object wanted = coerce(elements);
        return list -> ((List<?>) list).contains(wanted);
    }

    private Condition onContainer(Predicate<Object> contains) throws FilterException {
        return switch (match.operator()) {
            case IN -> value -> value != null && contains.test(value);
            case NOT_IN -> value -> value == null || !contains.test(value);
            case IS_EMPTY, IS_NOT_EMPTY -> onEmptiness();
            case EQUAL, NOT_EQUAL, MATCHES, NOT_MATCHES -> throw invalidOperator();
        };
    }

    private Condition onEmptiness() throws FilterException {
        return switch (match.operator()) {
            case IS_EMPTY -> Compiler::isEmpty;
            case IS_NOT_EMPTY -> value -> !isEmpty(value);
            case EQUAL, NOT_EQUAL, IN, NOT_IN, MATCHES, NOT_MATCHES -> throw invalidOperator();
        };
    }

    private static boolean isEmpty(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Map<?, ?> map -> map.isEmpty();
            default -> ((List<?>) value).isEmpty();
        };
    }

    private Condition onText() throws FilterException {
        Predicate<String> question =
                switch (match.operator()) {
                    case EQUAL, NOT_EQUAL -> match.value()::equals;
                    case IN, NOT_IN -> text -> text.contains(match.value());
                    case MATCHES, NOT_MATCHES -> Regex.finding(match.value());
                    case IS_EMPTY, IS_NOT_EMPTY -> throw invalidOperator();
                };
        boolean wanted = !match.operator().negated();
        return text -> question.test(text == null ? "" : (String) text) == wanted;
    }

    private Condition onScalar(Type type) throws FilterException {
        boolean wanted =
                switch (match.operator()) {
                    case EQUAL -> true;
                    case NOT_EQUAL -> false;
                    case IN, NOT_IN, IS_EMPTY, IS_NOT_EMPTY, MATCHES, NOT_MATCHES ->
                            throw invalidOperator();
                };
        Object value = coerce(type);
        return field -> Objects.equals(field, value) == wanted;
    }

    /** The expression's value as one of {@code type}, boxed. */
    private Object coerce(Type type) throws FilterException {
        try {
            return conversion(type).apply(match.value());
        } catch (IllegalArgumentException e) {
            throw new FilterException(
                    "Failed to coerce value "
                            + Literals.quote(match.value())
                            + " for selector "
                            + selector(match.selector().size())
                            + ": "
                            + e.getMessage());
        }
    }

    private Function<String, Object> conversion(Type type) throws FilterException {
        if (type == String.class) {
            return text -> text;
        } else if (type == boolean.class) {
            return Coercion::bool;
        } else if (type == int.class) {
            return text -> narrowed(Coercion.signed(text));
        } else if (type == long.class) {
            return Coercion::unsigned;
        } else if (type == double.class || type == Double.class) {
            return Coercion::number;
        } else if (type == Duration.class) {
            return text -> Duration.ofNanos(Coercion.signed(text));
        }
        throw invalidOperator();
    }

    /** As an int where it is one; no int is equal to anything else. */
    private static Object narrowed(long value) {
        return value == (int) value ? (Object) (int) value : (Object) value;
    }

    private boolean atEnd(int parts) {
        return parts == match.selector().size();
    }

    private FilterException invalidSelector(int parts) {
        return new FilterException("Selector " + selector(parts + 1) + " is not valid");
    }

    private FilterException invalidOperator() {
        return new FilterException(
                "Invalid match operator \""
                        + match.operator().title()
                        + "\" for selector "
                        + selector(match.selector().size()));
    }

    private String selector(int parts) {
        return '"' + String.join(".", match.selector().subList(0, parts)) + '"';
    }
}
