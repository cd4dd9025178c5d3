package io.proconsul.server.cluster;

/**
 * How a server without a log comes to one.
 *
 * @param bootstrap it may begin a log alone ({@code bootstrap}, also {@code bootstrap_expect} 1)
 * @param expect it begins one together with others once so many have met; 0 for never
 * @param joins whether it was told addresses of others, so that it should look for them first
 */
public record FoundingSettings(boolean bootstrap, int expect, boolean joins) {
    /** A server that begins alone, at once. */
    public static final FoundingSettings ALONE = new FoundingSettings(true, 0, false);

    /** A server that waits until a leader adds it. */
    public static final FoundingSettings JOINING = new FoundingSettings(false, 0, true);
}
