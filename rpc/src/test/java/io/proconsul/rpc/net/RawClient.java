package io.proconsul.rpc.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HexFormat;

/** Says anything to a port and tells what comes back. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket = new Socket();

    RawClient(InetSocketAddress server) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(server, PATIENCE_MILLIS);
    }

    RawClient say(String hex) throws IOException {
        socket.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
        return this;
    }

    RawClient endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** The next bytes, in hex. */
    String hear(int bytes) throws IOException {
        byte[] heard = new byte[bytes];
        new DataInputStream(socket.getInputStream()).readFully(heard);
        return HexFormat.of().formatHex(heard);
    }

    /** Everything until the server closes, in hex. */
    String hearToTheEnd() throws IOException {
        return HexFormat.of().formatHex(socket.getInputStream().readAllBytes());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
