package io.proconsul.agent.check;

/** A check at work. */
interface RunningCheck {
    void start();

    /** Ends it for good; nothing is reported afterwards, but for what is being reported now. */
    void stop();
}
