package io.proconsul.cli.agent;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.RegexArgument;
import io.proconsul.cli.command.Terminal;
import io.proconsul.cli.output.Columns;
import io.proconsul.config.flag.SwitchFlag;
import io.proconsul.config.flag.TextFlag;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** {@code members}: who is in the cluster and how they are. */
public final class MembersCommand extends Command {
    private static final int NOBODY_MATCHES = 2;

    private final ApiFlags api = ApiFlags.client(flags);
    private final SwitchFlag detailed =
            flags.toggle("detailed", false, "Print all tags of every member.");
    private final TextFlag segment =
            flags.text(
                    "segment",
                    "_all",
                    "Only members of that segment; a feature of Consul Enterprise.");
    private final TextFlag status =
            flags.text(
                    "status", ".*", "Only members whose status matches this regular expression.");
    private final SwitchFlag wan =
            flags.toggle(
                    "wan", false, "The servers of all datacenters, where the agent is a server.");

    public MembersCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul members [options]

          Lists the members of the cluster as the agent sees them: servers first,
          then by name. Ends with status 2 when nobody matches.
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        Predicate<String> wanted = RegexArgument.compile("status", status.value());
        List<Member> members =
                fetch().stream()
                        .filter(member -> wanted.test(member.status()))
                        .sorted(
                                Comparator.comparing((Member member) -> member.tag("segment"))
                                        .thenComparing(Member::name))
                        .toList();
        if (members.isEmpty()) {
            return NOBODY_MATCHES;
        }
        terminal.output(detailed.value() ? detailed(members) : standard(members));
        return 0;
    }

    private List<Member> fetch() throws CommandException {
        ApiRequest request = ApiRequest.get("/v1/agent/members").with("segment", segment.value());
        if (wan.value()) {
            request.with("wan", "1");
        }
        try {
            return JsonAnswer.of(api.connect(terminal).call(request)).elements().stream()
                    .map(Member::of)
                    .toList();
        } catch (ApiException failure) {
            throw new CommandException("Error retrieving members: " + failure.getMessage());
        }
    }

    private static String standard(List<Member> members) {
        var table =
                new Columns(
                        "Node", "Address", "Status", "Type", "Build", "Protocol", "DC", "Segment");
        members.forEach(member -> table.row(row(member)));
        return table.toString();
    }

    private static String[] row(Member m) {
        String type = m.type();
        if (type.equals("unknown")) {
            return new String[] {m.name(), m.address(), m.status(), type, "", "", "", ""};
        }
        return new String[] {
            m.name(),
            m.address(),
            m.status(),
            type,
            m.build(),
            m.tag("vsn"),
            m.tag("dc"),
            m.tag("segment")
        };
    }

    private static String detailed(List<Member> members) {
        var table = new Columns("Node", "Address", "Status", "Tags");
        for (Member m : members) {
            table.row(m.name(), m.address(), m.status(), m.allTags());
        }
        return table.toString();
    }
}
