package io.proconsul.rpc.net;

/** The streams of one accepted session: each serves calls. */
final class ServedSession implements MuxConnection.Owner {
    private final RpcListener.Surroundings around;

    ServedSession(RpcListener.Surroundings around) {
        this.around = around;
    }

    @Override
    public void ready(MuxConnection connection) {}

    @Override
    public PipeListener accepted(MuxConnection connection, Pipe stream) {
        return new ServedCalls(stream, around.services().calls(), connection.loop());
    }

    @Override
    public void ticked(MuxConnection connection, long nowNanos) {}

    @Override
    public void ended(MuxConnection connection, String why) {}
}
