package io.proconsul.model.command;

import io.proconsul.model.catalog.DeregisterRequest;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.federation.FederationStateRequest;
import io.proconsul.model.kv.KvRequest;
import io.proconsul.model.operator.AutopilotSetRequest;
import io.proconsul.model.preparedquery.PreparedQueryRequest;
import io.proconsul.model.session.SessionRequest;
import io.proconsul.model.txn.TxnRequest;

/**
 * One change of the state, as it stands in the replicated log: a type byte and the request in
 * msgpack. The type bytes are the reference's (snapshot format, section 3), so that one table of
 * numbers serves log and snapshots.
 */
public sealed interface Command {
    /** The byte in front of the request. */
    byte type();

    record Register(RegisterRequest request) implements Command {
        public static final byte TYPE = 0;

        @Override
        public byte type() {
            return TYPE;
        }
    }

    record Deregister(DeregisterRequest request) implements Command {
        public static final byte TYPE = 1;

        @Override
        public byte type() {
            return TYPE;
        }
    }

    record Kv(KvRequest request) implements Command {
        public static final byte TYPE = 2;

        @Override
        public byte type() {
            return TYPE;
        }
    }

    record SessionChange(SessionRequest request) implements Command {
        public static final byte TYPE = 3;

        @Override
        public byte type() {
            return TYPE;
        }
    }

    record Tombstones(TombstoneRequest request) implements Command {
        public static final byte TYPE = 5;

        @Override
        public byte type() {
            return TYPE;
        }
    }

    record Coordinates(CoordinateBatch batch) implements Command {
        public static final byte TYPE = 6;

        @Override
        public byte type() {
            return TYPE;
        }
    }

    record PreparedQueryChange(PreparedQueryRequest request) implements Command {
        public static final byte TYPE = 7;

        @Override
        public byte type() {
            return TYPE;
        }
    }

    record Txn(TxnRequest request) implements Command {
        public static final byte TYPE = 8;

        @Override
        public byte type() {
            return TYPE;
        }
    }

    record Autopilot(AutopilotSetRequest request) implements Command {
        public static final byte TYPE = 9;

        @Override
        public byte type() {
            return TYPE;
        }
    }

    record Federation(FederationStateRequest request) implements Command {
        public static final byte TYPE = 30;

        @Override
        public byte type() {
            return TYPE;
        }
    }
}
