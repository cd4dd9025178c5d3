package io.proconsul.runtime.net;

import io.netty.channel.ConnectTimeoutException;

import org.jspecify.annotations.Nullable;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;

/** Why a connection was not opened, in the words of Go, which operators know and search for. */
public final class DialFailure {
    private DialFailure() {}

    /**
     * @param from the address it was to come from; null when none was chosen
     */
    public static String text(
            @Nullable InetSocketAddress from, InetSocketAddress to, @Nullable Throwable cause) {
        String way = from == null ? "" : hostPort(from) + "->";
        return "dial tcp " + way + hostPort(to) + ": " + reason(cause);
    }

    /** {@code 127.0.0.1:8300}, {@code [::1]:8300}. */
    public static String hostPort(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private static String reason(@Nullable Throwable cause) {
        String message = cause == null ? "" : String.valueOf(cause.getMessage());
        return switch (cause) {
            case ConnectTimeoutException _, SocketTimeoutException _ -> "i/o timeout";
            case NoRouteToHostException _ -> "connect: no route to host";
            case ConnectException _ when message.contains("refused") ->
                    "connect: connection refused";
            case ConnectException _ when message.contains("nreachable") ->
                    "connect: network is unreachable";
            case null, default -> "connect: " + message;
        };
    }
}
