package io.proconsul.http.handler;

/** What a path below {@code /v1/query/} speaks about. */
sealed interface QueryPath {
    String EXECUTE = "/execute";
    String EXPLAIN = "/explain";

    /** The query as it is stored. */
    record Stored(String id) implements QueryPath {}

    record Executed(String idOrName) implements QueryPath {}

    record Explained(String idOrName) implements QueryPath {}

    /**
     * A last part alone is the name of a query too (observed on 1.8.7: {@code /v1/query/execute}
     * executes the query of that name).
     *
     * @param rest what stands behind {@code /v1/query/}
     */
    static QueryPath of(String rest) {
        String path = "/" + rest;
        if (path.endsWith(EXECUTE)) {
            return new Executed(before(rest, EXECUTE));
        }
        return path.endsWith(EXPLAIN) ? new Explained(before(rest, EXPLAIN)) : new Stored(rest);
    }

    private static String before(String rest, String end) {
        return rest.endsWith(end) ? rest.substring(0, rest.length() - end.length()) : rest;
    }
}
