package io.proconsul.server.endpoint;

import io.proconsul.rpc.RpcException;

/** The form of a node's id: 32 hexadecimal digits with hyphens at the usual places. */
final class NodeId {
    private static final int LENGTH = 36;
    private static final int[] HYPHENS = {8, 13, 18, 23};

    private NodeId() {}

    /**
     * @throws RpcException when {@code id} is neither empty nor well formed; the texts are those of
     *     the reference's parser (vector catalog-040)
     */
    static void require(String id) {
        if (!id.isEmpty()) {
            requireLayout(id);
            requireDigits(id.replace("-", ""));
        }
    }

    private static void requireLayout(String id) {
        if (id.length() != LENGTH) {
            throw bad("uuid string is wrong length");
        }
        for (int place : HYPHENS) {
            if (id.charAt(place) != '-') {
                throw bad("uuid is improperly formatted");
            }
        }
    }

    private static void requireDigits(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            if (Character.digit(digit, 16) < 0 || digit > 'f') {
                throw bad("encoding/hex: invalid byte: U+%04X '%c'".formatted((int) digit, digit));
            }
        }
    }

    private static RpcException bad(String why) {
        return new RpcException("Bad node ID: " + why);
    }
}
