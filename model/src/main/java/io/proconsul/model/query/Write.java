package io.proconsul.model.query;

/** A request that changes something: forwarded to the leader of its datacenter. */
public interface Write {
    /** The datacenter that shall do it; never empty on the wire. */
    String datacenter();

    WriteOptions options();
}
