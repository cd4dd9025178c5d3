package io.proconsul.cli.acl;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.cli.command.CommandException;

import java.util.List;

/** Ids of tokens that users shorten (CLI reference, section 5). */
final class TokenIds {
    private static final int WHOLE = 36;
    private static final String ANONYMOUS = "00000000-0000-0000-0000-000000000002";

    private TokenIds() {}

    /** The accessor id that begins like that; a whole one is taken as it is, unseen. */
    static String whole(AgentClient agent, String id) throws CommandException {
        if (id.equals("anonymous")) {
            return ANONYMOUS;
        }
        if (id.length() == WHOLE) {
            return id;
        }
        List<String> found = beginningWith(agent, id);
        if (found.size() > 1) {
            throw new CommandException("Partial token ID is not unique");
        }
        if (found.isEmpty()) {
            throw new CommandException("No such token ID with prefix: " + id);
        }
        return found.getFirst();
    }

    private static List<String> beginningWith(AgentClient agent, String prefix)
            throws CommandException {
        try {
            return JsonAnswer.of(agent.call(ApiRequest.get("/v1/acl/tokens"))).elements().stream()
                    .map(token -> token.text("AccessorID"))
                    .filter(id -> id.startsWith(prefix))
                    .toList();
        } catch (ApiException failure) {
            throw new CommandException(String.valueOf(failure.getMessage()));
        }
    }
}
