package io.proconsul.agent.check;

/** Stands for a check that this agent cannot run, and says why. */
record MissingProbe(String why) implements Probe {
    @Override
    public Outcome run() {
        return Outcome.critical(why);
    }
}
