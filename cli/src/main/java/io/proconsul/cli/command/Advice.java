package io.proconsul.cli.command;

/** What a person may do about the failure that is told next; programs never see it. */
public final class Advice {
    private String text = "";

    /** Remembers it; the newest counts. */
    public void give(String advice) {
        text = advice;
    }

    String take() {
        String taken = text;
        text = "";
        return taken;
    }
}
