package io.proconsul.agent.check;

/** Looks at something once. Blocking, limited in time by itself; one run at a time. */
@FunctionalInterface
interface Probe {
    /**
     * @throws InterruptedException when the check is stopped meanwhile
     */
    Outcome run() throws InterruptedException;
}
