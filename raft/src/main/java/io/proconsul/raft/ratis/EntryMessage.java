package io.proconsul.raft.ratis;

import io.proconsul.raft.engine.Entry;
import io.proconsul.raft.engine.EntryFormat;

import org.apache.ratis.protocol.Message;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;

/** An entry on its way through Ratis, which looks at the bytes only. */
final class EntryMessage implements Message {
    private final Entry entry;
    private final ByteString content;

    EntryMessage(Entry entry) {
        this.entry = entry;
        this.content = UnsafeByteOperations.unsafeWrap(EntryFormat.encode(entry.content()));
    }

    Entry entry() {
        return entry;
    }

    @Override
    public ByteString getContent() {
        return content;
    }

    @Override
    public String toString() {
        return "entry of %d bytes".formatted(content.size());
    }
}
