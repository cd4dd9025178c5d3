package io.proconsul.rpc.method;

import java.util.List;

/**
 * One method that can be called, known by name on the wire and by type here.
 *
 * @param name service and method with a dot between, as on the wire
 * @param request the class of requests
 * @param reply the class of reply bodies, without the query meta
 * @param kind where it runs and whether it waits
 * @param form how the reply is written
 * @param element the class of the elements when the reply is a bare list, else that of the reply
 */
public record Method<Q, R>(
        String name,
        Class<Q> request,
        Class<R> reply,
        Kind kind,
        ReplyForm form,
        Class<?> element) {

    /** Where a method runs. */
    public enum Kind {
        /** Reads: answered by the leader, or by any server when the options say so; may wait. */
        QUERY,
        /** Changes: always forwarded to the leader. */
        WRITE,
        /** Answered by the server that is asked. */
        LOCAL
    }

    /** With the form that the class of the reply suggests. */
    public Method(String name, Class<Q> request, Class<R> reply, Kind kind) {
        this(name, request, reply, kind, ReplyForm.of(reply, kind), reply);
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

    /** A method of any kind that replies with a bare list of texts. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // a class says nothing of its elements
    static <Q> Method<Q, List<String>> texts(String name, Class<Q> request, Kind kind) {
        return new Method<>(name, request, (Class) List.class, kind, ReplyForm.TEXTS, String.class);
    }

    /** A method of any kind that replies with a bare list of records. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // as above
    static <Q, E> Method<Q, List<E>> records(
            String name, Class<Q> request, Class<E> element, Kind kind) {
        return new Method<>(name, request, (Class) List.class, kind, ReplyForm.RECORDS, element);
    }

    /** The same with the query meta in its reply, though it is no query. */
    Method<Q, R> tellingMeta() {
        return new Method<>(name, request, reply, kind, ReplyForm.RECORD_WITH_META, element);
    }

    /** The same without the query meta in its reply, though it is a query. */
    Method<Q, R> withoutMeta() {
        return new Method<>(name, request, reply, kind, ReplyForm.RECORD, element);
    }
}
