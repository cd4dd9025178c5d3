package io.proconsul.raft;

/** Why a call to the engine failed: what the caller may do next depends on the kind. */
public sealed class ConsensusException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConsensusException(String message) {
        super(message, null, false, false);
    }

    /** This server does not lead; the command was not taken. */
    public static final class NotLeader extends ConsensusException {
        private static final long serialVersionUID = 1;

        public NotLeader() {
            super("not the leader");
        }
    }

    /** Leadership went while the command was on its way: it may or may not take effect. */
    public static final class LeadershipLost extends ConsensusException {
        private static final long serialVersionUID = 1;

        public LeadershipLost() {
            super("leadership lost while committing log");
        }
    }

    /** Too much is waiting already; the command was not taken. */
    public static final class Overloaded extends ConsensusException {
        private static final long serialVersionUID = 1;

        public Overloaded(String what) {
            super(what);
        }
    }

    /**
     * The engine has stopped or cannot write; the command's fate is unknown when it was on its way.
     */
    public static final class Stopped extends ConsensusException {
        private static final long serialVersionUID = 1;

        public Stopped(String why) {
            super(why);
        }
    }

    /** What was asked for cannot be done, now or ever, as the text says; nothing was changed. */
    public static final class Refused extends ConsensusException {
        private static final long serialVersionUID = 1;

        public Refused(String why) {
            super(why);
        }
    }
}
