package io.proconsul.raft;

import java.io.IOException;
import java.io.OutputStream;

/** The state at one moment, ready to be written. Any thread, while the state goes on changing. */
public interface Capture {
    void writeTo(OutputStream out) throws IOException;
}
