package io.proconsul.http.edge;

/**
 * Bytes that arrived and were not consumed yet. Bytes that were taken stay where they are, so
 * whoever took them may keep pointing at them; new ones are only ever put behind. Empty between
 * requests: a silent connection holds no memory here.
 */
final class Inbox {
    private static final byte[] NOTHING = new byte[0];

    private byte[] bytes = NOTHING;
    private int from;
    private int to;

    /** Takes over an array that nobody changes any more. */
    void add(byte[] more) {
        if (isEmpty()) {
            bytes = more;
            from = 0;
            to = more.length;
        } else {
            append(more);
        }
    }

    private void append(byte[] more) {
        if (bytes.length - to < more.length) {
            move(Math.max(size() + more.length, size() * 2));
        }
        System.arraycopy(more, 0, bytes, to, more.length);
        to += more.length;
    }

    private void move(int capacity) {
        byte[] larger = new byte[capacity];
        System.arraycopy(bytes, from, larger, 0, size());
        to = size();
        from = 0;
        bytes = larger;
    }

    boolean isEmpty() {
        return from == to;
    }

    int size() {
        return to - from;
    }

    /** The array in which the bytes stand from {@link #from()} to {@link #to()}. */
    byte[] array() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Consumes some bytes. */
    void skip(int count) {
        from += count;
        if (from == to) {
            bytes = NOTHING;
            from = 0;
            to = 0;
        }
    }

    /** Consumes some bytes into {@code target}. */
    void take(byte[] target, int at, int count) {
        System.arraycopy(bytes, from, target, at, count);
        skip(count);
    }
}
