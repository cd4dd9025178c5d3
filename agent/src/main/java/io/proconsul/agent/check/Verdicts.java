package io.proconsul.agent.check;

/** Takes verdicts. Any thread; must be quick. */
@FunctionalInterface
public interface Verdicts {
    void report(String checkId, String status, String output);
}
