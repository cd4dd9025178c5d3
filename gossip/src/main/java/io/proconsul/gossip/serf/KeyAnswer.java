package io.proconsul.gossip.serf;

import java.util.Map;

/**
 * What all members said to a key operation.
 *
 * @param messages complaints, by member
 * @param members how many members there are
 * @param answers how many answered
 * @param errors how many could not do it
 * @param keys how many members have each key installed
 * @param primaries how many members write with each key
 */
public record KeyAnswer(
        Map<String, String> messages,
        int members,
        int answers,
        int errors,
        Map<String, Integer> keys,
        Map<String, Integer> primaries) {

    /** Why the operation counts as failed, empty when all members did it. */
    public String failure() {
        if (errors > 0) {
            return errors + "/" + members + " nodes reported failure";
        }
        return answers == members ? "" : answers + "/" + members + " nodes reported success";
    }
}
