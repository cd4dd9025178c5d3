package io.proconsul.model.query;

/** A request that reads and changes nothing; it may wait for a change. */
public interface Query {
    /** The datacenter that shall answer; never empty on the wire. */
    String datacenter();

    QueryOptions options();

    /** The same question asked with other options. */
    Query withOptions(QueryOptions other);
}
