package io.proconsul.cli.acl;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.ApiResponse;
import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.DataArgument;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.flag.SwitchFlag;
import io.proconsul.hcl.HclException;
import io.proconsul.security.acl.rules.LegacyRules;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code acl translate-rules}: rules of before 1.4 in today's language. */
public final class AclTranslateRules extends Command {
    private final ApiFlags api = ApiFlags.server(flags);
    private final SwitchFlag byAccessor =
            flags.toggle(
                    "token-accessor",
                    false,
                    "The argument is the accessor id of a token; its rules are translated.");
    private final SwitchFlag bySecret =
            flags.toggle(
                    "token-secret",
                    false,
                    "The argument is the secret of a token; its rules are translated.");

    public AclTranslateRules(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul acl translate-rules [options] TRANSLATE

          Writes rules of the old language in the one that policies use today. The
          rules are the argument, the content of a file, or standard input:

              $ consul acl translate-rules 'key "" { policy = "write" }'
              $ consul acl translate-rules @rules.hcl
              $ cat rules.hcl | consul acl translate-rules -

          Or they are read from a token:

              $ consul acl translate-rules -token-accessor 6e0b5ccb-4a12-4a4c-8b7d-2f0d4f0e8f11
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        String argument = text(arguments);
        String rules = byAccessor.value() || bySecret.value() ? rulesOf(argument) : argument;
        try {
            terminal.output(LegacyRules.translate(rules));
            return 0;
        } catch (HclException malformed) {
            throw new CommandException(
                    "Error translating rules: Failed to parse rules: " + malformed.getMessage());
        }
    }

    private String text(List<String> arguments) throws CommandException {
        if (arguments.isEmpty()) {
            throw new CommandException("Error! Missing TRANSLATE argument");
        }
        if (arguments.size() > 1) {
            throw new CommandException(
                    "Error! Too many arguments: expected 1 got " + arguments.size());
        }
        return new String(
                DataArgument.read(arguments.getFirst(), terminal), StandardCharsets.UTF_8);
    }

    private String rulesOf(String token) throws CommandException {
        AgentClient agent = api.connect(terminal);
        String id = TokenIds.whole(agent, token);
        try {
            ApiResponse answer =
                    bySecret.value()
                            ? agent.withToken(id).call(ApiRequest.get("/v1/acl/token/self"))
                            : agent.call(
                                    ApiRequest.get("/v1/acl/token/" + ApiRequest.escapePath(id)));
            String rules = JsonAnswer.of(answer).text("Rules");
            if (rules.isEmpty()) {
                throw new CommandException("Token is not a legacy token with rules");
            }
            return rules;
        } catch (ApiException failure) {
            throw new CommandException("Error reading token: " + failure.getMessage());
        }
    }
}
