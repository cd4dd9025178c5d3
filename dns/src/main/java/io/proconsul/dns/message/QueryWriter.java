package io.proconsul.dns.message;

import java.util.List;

/** Writes a question of our own. */
public final class QueryWriter {
    private static final int QUERY_BIT_CLEAR = 0x7f;

    private QueryWriter() {}

    /** A packet that asks for records of that type, recursion desired. */
    public static byte[] write(int id, String name, int type) {
        var query = new Query(id, Query.OPCODE_QUERY, true, 1, new Question(name, type, 1), null);
        Reply nothing = Reply.foreign(ReplyCode.NOERROR).withAnswer(List.of());
        byte[] packet = ReplyWriter.write(query, nothing, true);
        packet[2] &= QUERY_BIT_CLEAR;
        return packet;
    }
}
