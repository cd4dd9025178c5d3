package io.proconsul.gossip.serf;

import io.proconsul.gossip.swim.Agenda;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The steps of a graceful leave, each at most as long as it may take: tell all that we will leave,
 * tell all that we are gone, and stay a little to answer those who do not know yet.
 */
final class Leave {
    private final Agenda agenda;
    private final Duration delay;
    private final Runnable left;

    Leave(Agenda agenda, Duration delay, Runnable left) {
        this.agenda = agenda;
        this.delay = delay;
        this.left = left;
    }

    /**
     * @param intent spreads the intent; runs its argument when it was sent
     * @param death spreads our death; likewise
     */
    void start(Consumer<Runnable> intent, Consumer<Runnable> death) {
        Once told = new Once(() -> die(death));
        agenda.after(SerfSettings.BROADCAST_TIMEOUT, told);
        intent.accept(told);
    }

    private void die(Consumer<Runnable> death) {
        Once dead = new Once(() -> agenda.after(delay, left));
        agenda.after(SerfSettings.BROADCAST_TIMEOUT, dead);
        death.accept(dead);
    }

    /** Runs at the first call only: when news was sent, or when that took too long. */
    private static final class Once implements Runnable {
        private final Runnable action;
        private boolean ran;

        Once(Runnable action) {
            this.action = action;
        }

        @Override
        public void run() {
            if (!ran) {
                ran = true;
                action.run();
            }
        }
    }
}
