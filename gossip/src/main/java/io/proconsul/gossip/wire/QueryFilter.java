package io.proconsul.gossip.wire;

import java.util.ArrayList;
import java.util.List;

/** Who is to answer a query (wire reference, section 7.5). */
public sealed interface QueryFilter {
    /** Members with one of these names. */
    record Nodes(List<String> names) implements QueryFilter {}

    /** Members whose tag matches the regular expression somewhere. */
    record Tag(String tag, String expression) implements QueryFilter {}

    int NODE_TYPE = 0;
    int TAG_TYPE = 1;

    default byte[] bytes() {
        PackWriter out = new PackWriter(64);
        switch (this) {
            case Nodes(List<String> names) -> {
                out.octet(NODE_TYPE).list(names.size());
                names.forEach(out::text);
            }
            case Tag(String tag, String expression) ->
                    out.octet(TAG_TYPE).map(2).key("Expr").text(expression).key("Tag").text(tag);
        }
        return out.toBytes();
    }

    static QueryFilter read(byte[] bytes) throws WireException {
        int type = bytes.length == 0 ? -1 : bytes[0];
        PackReader in = new PackReader(bytes, Math.min(1, bytes.length), bytes.length);
        return switch (type) {
            case NODE_TYPE -> nodes(in);
            case TAG_TYPE -> tag(in);
            default -> throw new WireException("there is no query filter type " + type);
        };
    }

    private static QueryFilter nodes(PackReader in) throws WireException {
        int count = in.list();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(in.text());
        }
        return new Nodes(names);
    }

    private static QueryFilter tag(PackReader in) throws WireException {
        String tag = "";
        String expression = "";
        PackReader.Row record = in.record(Fields.of("Tag", "Expr"));
        while (record.next()) {
            switch (record.field()) {
                case "Tag" -> tag = in.text();
                default -> expression = in.text();
            }
        }
        return new Tag(tag, expression);
    }
}
