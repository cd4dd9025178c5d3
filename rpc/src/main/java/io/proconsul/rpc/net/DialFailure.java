package io.proconsul.rpc.net;

import io.netty.channel.ConnectTimeoutException;

import org.jspecify.annotations.Nullable;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;

/** Why a connection was not opened, in the words of Go, which operators know and search for. */
final class DialFailure {
    private DialFailure() {}

    static String text(
            @Nullable InetSocketAddress from, InetSocketAddress to, @Nullable Throwable cause) {
        String way = from == null ? "" : Connector.text(from) + "->";
        return "dial tcp " + way + Connector.text(to) + ": " + reason(cause);
    }

    private static String reason(@Nullable Throwable cause) {
        String message = cause == null ? "" : String.valueOf(cause.getMessage());
        return switch (cause) {
            case ConnectTimeoutException _ -> "i/o timeout";
            case NoRouteToHostException _ -> "connect: no route to host";
            case ConnectException _ when message.contains("refused") ->
                    "connect: connection refused";
            case ConnectException _ when message.contains("nreachable") ->
                    "connect: network is unreachable";
            case null, default -> "connect: " + message;
        };
    }
}
