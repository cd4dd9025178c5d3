package io.proconsul.model.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A compiled filter expression. Immutable; any thread.
 *
 * @param <T> the records it is asked about
 */
public final class Filter<T> implements Predicate<T> {
    /** Characters; what fits into a request line is shorter. */
    static final int MAX_LENGTH = 128 * 1024;

    private final Condition condition;

    private Filter(Condition condition) {
        this.condition = condition;
    }

    /**
     * Understands {@code expression}; an empty one lets everything pass.
     *
     * @param type the record class of the elements; its fields are selected by their wire names
     * @throws FilterException for bad syntax, an unknown selector, an operator that does not suit
     *     the field, a value that does not convert or a bad regular expression
     */
    public static <T> Filter<T> compile(String expression, Class<T> type) throws FilterException {
        if (expression.isEmpty()) {
            return new Filter<>(element -> true);
        }
        if (expression.length() > MAX_LENGTH) {
            throw new FilterException("more than " + MAX_LENGTH + " characters");
        }
        return new Filter<>(Compiler.compile(new Parser(expression).parse(), type));
    }

    @Override
    public boolean test(T element) {
        return condition.holds(element);
    }

    /** The elements that pass, in their order. */
    public List<T> apply(List<T> elements) {
        var passed = new ArrayList<T>();
        for (T element : elements) {
            if (test(element)) {
                passed.add(element);
            }
        }
        return passed;
    }

    /** The entries whose values pass, in their order. */
    public <K> Map<K, T> apply(Map<K, T> elements) {
        var passed = new LinkedHashMap<K, T>();
        elements.forEach((key, element) -> {
            if (test(element)) {
                passed.put(key, element);
            }
        });
        return passed;
    }
}
