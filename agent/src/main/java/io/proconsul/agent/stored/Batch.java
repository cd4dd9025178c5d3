package io.proconsul.agent.stored;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Several file changes as one content: how many, and for each its name, the length of its content
 * (-1: the file goes) and the content.
 */
final class Batch {
    private Batch() {}

    static byte[] encode(List<FileChange> changes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(changes.size());
            for (FileChange change : changes) {
                out.writeUTF(change.name());
                byte[] content = change.content();
                out.writeInt(content == null ? -1 : content.length);
                if (content != null) {
                    out.write(content);
                }
            }
        } catch (IOException impossible) {
            throw new AssertionError("writing to memory", impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * @throws IOException when the bytes are no batch
     */
    static List<FileChange> decode(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int count = in.readInt();
            List<FileChange> changes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                changes.add(change(in));
            }
            return changes;
        }
    }

    private static FileChange change(DataInputStream in) throws IOException {
        String name = in.readUTF();
        int length = in.readInt();
        if (length < 0) {
            return new FileChange(name, null);
        }
        if (length > in.available()) {
            throw new EOFException("a batch of registrations ends too early");
        }
        return new FileChange(name, in.readNBytes(length));
    }
}
