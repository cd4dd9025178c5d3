package io.proconsul.rpc.method;

import io.proconsul.rpc.RpcException;

/**
 * Which calls may be made again after the connection broke under them, here or behind a server that
 * passed them on (wire reference, section 6): reads, which change nothing. Of a write nobody knows
 * whether it took effect.
 */
public final class Repetition {
    /** How calls end whose connection broke; the second and third are a genuine server's words. */
    private static final String END_OF_STREAM = ": EOF";

    private static final String STREAM_CLOSED = "stream closed";
    private static final String SESSION_SHUTDOWN = "session shutdown";

    private Repetition() {}

    /** Whether the call failed because a connection broke, and may be made again. */
    public static boolean isHarmless(Method<?, ?> method, RpcException failure) {
        return isRead(method) && brokeOff(failure);
    }

    /** An event is fired by what has the form of a read, and would be fired twice. */
    private static boolean isRead(Method<?, ?> method) {
        return method.kind() == Method.Kind.QUERY && !method.equals(Internal.EVENT_FIRE);
    }

    private static boolean brokeOff(RpcException failure) {
        String text = failure.getMessage();
        return text != null && text.endsWith(END_OF_STREAM)
                || failure.says(STREAM_CLOSED)
                || failure.says(SESSION_SHUTDOWN);
    }
}
