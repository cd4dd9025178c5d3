package io.proconsul.rpc.method;

/**
 * One method that can be called, known by name on the wire and by type here.
 *
 * @param name service and method with a dot between, as on the wire
 * @param request the class of requests
 * @param reply the class of reply bodies, without the query meta
 * @param kind where it runs and whether it waits
 */
public record Method<Q, R>(String name, Class<Q> request, Class<R> reply, Kind kind) {

    /** Where a method runs. */
    public enum Kind {
        /** Reads: answered by the leader, or by any server when the options say so; may wait. */
        QUERY,
        /** Changes: always forwarded to the leader. */
        WRITE,
        /** Answered by the server that is asked. */
        LOCAL
    }

    static <Q, R> Method<Q, R> query(String name, Class<Q> request, Class<R> reply) {
        return new Method<>(name, request, reply, Kind.QUERY);
    }

    static <Q, R> Method<Q, R> write(String name, Class<Q> request, Class<R> reply) {
        return new Method<>(name, request, reply, Kind.WRITE);
    }

    static <Q, R> Method<Q, R> local(String name, Class<Q> request, Class<R> reply) {
        return new Method<>(name, request, reply, Kind.LOCAL);
    }
}
