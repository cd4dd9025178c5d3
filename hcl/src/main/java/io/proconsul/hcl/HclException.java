package io.proconsul.hcl;

/**
 * A text that is not in the language it should be in. The message is the one operators know from
 * Go's parsers; the place says where.
 */
public final class HclException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Place place;

    public HclException(Place place, String message) {
        super(message);
        this.place = place;
    }

    /** Where the text goes wrong. */
    public Place place() {
        return place;
    }
}
