package io.proconsul.server.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a server says of itself to others that look for a log to begin or to join.
 *
 * @param led whether it knows a leader
 * @param ids the node ids of the servers it proposes, or has begun with
 */
record FoundingAnswer(Stage stage, boolean led, Set<String> ids) {
    /** It has no log and proposes none. */
    static final FoundingAnswer WAITING = new FoundingAnswer(Stage.WAITING, false, Set.of());

    private static final String LED = "led";
    private static final String NOT_LED = "not led";

    /** How far a server has come. */
    enum Stage {
        WAITING,
        /** It would begin a log with these, and with these only, once all of them say the same. */
        PROPOSED,
        /** It takes part in a log with these. */
        BEGUN
    }

    FoundingAnswer {
        ids = Set.copyOf(ids);
    }

    static FoundingAnswer proposed(Set<String> ids) {
        return new FoundingAnswer(Stage.PROPOSED, false, ids);
    }

    static FoundingAnswer begun(Set<String> ids, boolean led) {
        return new FoundingAnswer(Stage.BEGUN, led, ids);
    }

    /** As it travels: the stage, whether there is a leader, and the ids. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        texts.add(stage.name());
        texts.add(led ? LED : NOT_LED);
        texts.addAll(new TreeSet<>(ids));
        return texts;
    }

    /** A text that makes no sense says that nothing has begun there. */
    static FoundingAnswer of(List<String> texts) {
        if (texts.size() < 2) {
            return WAITING;
        }
        Set<String> ids = Set.copyOf(texts.subList(2, texts.size()));
        return switch (texts.getFirst()) {
            case "PROPOSED" -> proposed(ids);
            case "BEGUN" -> begun(ids, texts.get(1).equals(LED));
            default -> WAITING;
        };
    }
}
