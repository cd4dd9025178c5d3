package io.proconsul.hcl;

import io.proconsul.hcl.Value.Member;
import io.proconsul.hcl.Value.Table;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;

/** Trees as short texts, so that tests can say what they expect: blocks as {@code <...>}. */
final class Trees {
    private Trees() {}

    static Table hcl(String text) throws HclException {
        return TreeReader.hcl("t.hcl", text.getBytes(StandardCharsets.UTF_8));
    }

    static Member member(Table table, String key) {
        return Objects.requireNonNull(table.members().get(key), key);
    }

    static String show(Value value) {
        return switch (value) {
            case Value.Text text -> '"' + text.text() + '"';
            case Value.Whole whole -> Long.toString(whole.number());
            case Value.Fraction fraction -> Double.toString(fraction.number());
            case Value.Truth truth -> Boolean.toString(truth.truth());
            case Value.Nothing _ -> "null";
            case Value.Sequence sequence ->
                    sequence.items().stream()
                            .map(Trees::show)
                            .collect(Collectors.joining(", ", "[", "]"));
            case Value.Blocks blocks ->
                    blocks.tables().stream()
                            .map(Trees::show)
                            .collect(Collectors.joining(" ", "<", ">"));
            case Table table ->
                    table.members().entrySet().stream()
                            .map(e -> e.getKey() + "=" + show(e.getValue().value()))
                            .collect(Collectors.joining(", ", "{", "}"));
        };
    }
}
