package io.proconsul.model.template;

import java.util.List;
import java.util.Map;

/**
 * What expressions can name while a template is filled in.
 *
 * @param matches what {@code match(n)} gives; any other number gives nothing
 */
record Scope(Map<String, String> variables, List<String> matches) {
    private static final String MATCH = "match";

    /**
     * What a term comes to.
     *
     * @throws TemplateException when it names something unknown or computes what cannot be computed
     */
    Value value(Term term) throws TemplateException {
        return switch (term) {
            case Term.Literal(Value value) -> value;
            case Term.Variable variable -> variable(variable);
            case Term.Call call -> call(call);
            case Term.Joined(List<Term> parts) -> joined(parts);
            case Term.Arithmetic(Term first, List<Term.Step> steps) -> arithmetic(first, steps);
        };
    }

    private Value variable(Term.Variable variable) throws TemplateException {
        String value = variables.get(variable.name());
        if (value == null) {
            throw new TemplateException(
                    variable.place() + ": unknown variable accessed: " + variable.name());
        }
        return new Value.Text(value);
    }

    private Value call(Term.Call call) throws TemplateException {
        Value argument = new Value.Whole(0);
        for (Term given : call.arguments()) {
            argument = value(given);
        }
        if (!call.function().equals(MATCH)) {
            throw new TemplateException(
                    call.place() + ": unknown function called: " + call.function());
        }
        int given = call.arguments().size();
        if (given != 1) {
            throw new TemplateException(
                    call.place() + ": match: expected 1 arguments, got " + given);
        }
        long group = argument.whole();
        boolean exists = group >= 0 && group < matches.size();
        return new Value.Text(exists ? matches.get((int) group) : "");
    }

    private Value joined(List<Term> parts) throws TemplateException {
        var text = new StringBuilder();
        for (Term part : parts) {
            text.append(value(part).text());
        }
        return new Value.Text(text.toString());
    }

    /** With one fraction among them all are; texts are taken for numbers. */
    private Value arithmetic(Term first, List<Term.Step> steps) throws TemplateException {
        Value result = number(value(first));
        for (Term.Step step : steps) {
            result = applied(step.operator(), result, number(value(step.operand())));
        }
        return result;
    }

    private static Value number(Value value) throws TemplateException {
        return value instanceof Value.Text text ? new Value.Whole(text.whole()) : value;
    }

    private static Value applied(char operator, Value left, Value right) throws TemplateException {
        return left instanceof Value.Whole && right instanceof Value.Whole
                ? new Value.Whole(whole(operator, left.whole(), right.whole()))
                : new Value.Fraction(fraction(operator, left.fraction(), right.fraction()));
    }

    /**
     * The reference ends its process when it divides by zero; here that is a mistake like others.
     */
    private static long whole(char operator, long left, long right) throws TemplateException {
        if (right == 0 && (operator == '/' || operator == '%')) {
            throw new TemplateException("division by zero");
        }
        return switch (operator) {
            case '+' -> left + right;
            case '-' -> left - right;
            case '*' -> left * right;
            case '/' -> left / right;
            case '%' -> left % right;
            default -> throw new AssertionError("operator " + operator);
        };
    }

    private static double fraction(char operator, double left, double right)
            throws TemplateException {
        return switch (operator) {
            case '+' -> left + right;
            case '-' -> left - right;
            case '*' -> left * right;
            case '/' -> left / right;
            case '%' -> throw new TemplateException("no remainder of fractions");
            default -> throw new AssertionError("operator " + operator);
        };
    }
}
