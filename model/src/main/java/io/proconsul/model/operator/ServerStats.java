package io.proconsul.model.operator;

/**
 * How far a server has got in the replicated log.
 *
 * @param lastContact time since the leader was heard, as Go duration text; {@code 0} on the leader
 *     itself, {@code never} where none was heard
 * @param lastTerm term of the last entry in its log
 * @param lastIndex index of that entry
 */
public record ServerStats(String lastContact, long lastTerm, long lastIndex) {
    public static final String LEADER_CONTACT = "0";
    public static final String NEVER = "never";
}
