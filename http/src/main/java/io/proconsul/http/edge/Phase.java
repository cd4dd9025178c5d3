package io.proconsul.http.edge;

/** What a connection is about. */
enum Phase {
    /** Waiting for a request, or for the rest of its head. */
    HEAD,
    /** Waiting for the rest of a body. */
    BODY,
    /** Somebody works on the answer, or waits for something to happen. */
    ANSWERING,
    /** The answer goes out piece by piece. */
    STREAMING,
    /** Nothing more is answered; what still comes is thrown away. */
    LINGERING
}
