package io.proconsul.server.endpoint;

import io.proconsul.model.query.Query;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Method;

import java.util.IdentityHashMap;

/**
 * Which endpoint serves which method. Methods are constants, so they are told apart by identity:
 * the look-up is part of every call. Filled while the server is put together, read-only after that.
 */
public final class Endpoints {
    private final IdentityHashMap<Method<?, ?>, Endpoint<?, ?>> byMethod =
            new IdentityHashMap<>(64);

    <Q extends Query, R> void read(Method<Q, R> method, Endpoint.Reads<Q, R> endpoint) {
        add(method, endpoint);
    }

    <Q, R> void act(Method<Q, R> method, Endpoint.Acts<Q, R> endpoint) {
        add(method, endpoint);
    }

    <Q, R> void tell(Method<Q, R> method, Endpoint.Tells<Q, R> endpoint) {
        add(method, endpoint);
    }

    private void add(Method<?, ?> method, Endpoint<?, ?> endpoint) {
        if (byMethod.putIfAbsent(method, endpoint) != null) {
            throw new IllegalStateException(method.name() + " has two endpoints");
        }
    }

    /**
     * @throws RpcException when no endpoint serves that method; clients look for the text and fall
     *     back to older methods (wire reference, section 6)
     */
    public <Q, R> Endpoint<Q, R> find(Method<Q, R> method) {
        @SuppressWarnings("unchecked") // add() takes only endpoints of the method's types
        Endpoint<Q, R> endpoint = (Endpoint<Q, R>) byMethod.get(method);
        if (endpoint == null) {
            throw new RpcException("rpc: can't find method " + method.name());
        }
        return endpoint;
    }
}
