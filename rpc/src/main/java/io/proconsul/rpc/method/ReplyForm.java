package io.proconsul.rpc.method;

/** How a method's reply is written (wire reference, sections 4 and 10). */
public enum ReplyForm {
    /** Nothing to tell: the empty map. */
    NOTHING,
    /** A bare text. */
    TEXT,
    /** A bare truth value. */
    BOOL,
    /** A bare list of texts. */
    TEXTS,
    /** A bare list of records. */
    RECORDS,
    /** A map of the reply's fields. */
    RECORD,
    /** A map in which the fields of the query meta stand among the reply's. */
    RECORD_WITH_META;

    /** The form that the class of a reply suggests; that of queries' replies carries the meta. */
    static ReplyForm of(Class<?> reply, Method.Kind kind) {
        if (reply == Void.class) {
            return NOTHING;
        } else if (reply == String.class) {
            return TEXT;
        } else if (reply == Boolean.class) {
            return BOOL;
        } else if (!reply.isRecord()) {
            return TEXTS;
        }
        return kind == Method.Kind.QUERY ? RECORD_WITH_META : RECORD;
    }
}
