package io.proconsul.rpc.method;

/** A request that says nothing: the empty map. */
public record Empty() {
    public static final Empty REQUEST = new Empty();
}
