package io.proconsul.server.fsm;

import io.proconsul.model.wire.RecordCodec;
import io.proconsul.model.wire.WireException;

/**
 * One step of a restore as it stands in the replicated log, beside the commands: an archive is too
 * large for one entry. A restore replaces the state instead of changing it, so it is no command.
 *
 * @param op one of the constants
 * @param id which restore; a new one ends the one before
 * @param number of the piece, from 0; for {@link #COMMIT} how many there are
 * @param piece of the archive; empty for the other steps
 */
@SuppressWarnings("ArrayRecordComponent") // on its way once; equality is never asked
record RestoreStep(String op, String id, long number, byte[] piece) {
    /** The byte in front; no command has it. */
    static final byte TYPE = 100;

    static final String BEGIN = "begin";
    static final String PIECE = "piece";
    static final String COMMIT = "commit";

    private static final RecordCodec<RestoreStep> CODEC = RecordCodec.of(RestoreStep.class);
    private static final byte[] NOTHING = {};

    static RestoreStep begin(String id) {
        return new RestoreStep(BEGIN, id, 0, NOTHING);
    }

    static RestoreStep piece(String id, long number, byte[] piece) {
        return new RestoreStep(PIECE, id, number, piece);
    }

    static RestoreStep commit(String id, long pieces) {
        return new RestoreStep(COMMIT, id, pieces, NOTHING);
    }

    /** Whether these bytes of the log are such a step. */
    static boolean isOne(byte[] entry) {
        return entry.length > 0 && entry[0] == TYPE;
    }

    static RestoreStep decode(byte[] entry) throws WireException {
        return CODEC.decode(entry, 1, entry.length - 1);
    }

    byte[] encode() {
        return CODEC.encode(TYPE, this);
    }
}
