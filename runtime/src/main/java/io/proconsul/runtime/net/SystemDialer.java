package io.proconsul.runtime.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;

/** Tries one address of the host after the other; tells of the first that failed, as Go does. */
final class SystemDialer implements Dialer {
    @Override
    public Socket dial(String host, int port, Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        IOException first = null;
        for (InetAddress address : addresses(host)) {
            int millis = (int) Math.min(60_000, (deadline - System.nanoTime()) / 1_000_000);
            if (millis <= 0) {
                break;
            }
            try {
                return connected(new InetSocketAddress(address, port), millis);
            } catch (IOException failure) {
                first = first == null ? failure : first;
            }
        }
        throw first != null ? first : new SocketTimeoutException("dial tcp: i/o timeout");
    }

    private static InetAddress[] addresses(String host) throws IOException {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException unknown) {
            throw new IOException("dial tcp: lookup " + host + ": no such host", unknown);
        }
    }

    private static Socket connected(InetSocketAddress address, int millis) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, millis);
            return socket;
        } catch (IOException failure) {
            socket.close();
            throw failed(address, failure);
        }
    }

    private static IOException failed(InetSocketAddress address, IOException cause) {
        String text = DialFailure.text(null, address, cause);
        return cause instanceof SocketTimeoutException
                ? new SocketTimeoutException(text)
                : new IOException(text, cause);
    }
}
