package io.proconsul.config;

import io.proconsul.config.AgentFlagTable.Row;
import io.proconsul.config.flag.Flag;
import io.proconsul.config.flag.FlagException;
import io.proconsul.config.flag.FlagSet;
import io.proconsul.config.flag.HelpText;
import io.proconsul.config.flag.ListFlag;
import io.proconsul.config.flag.PairsFlag;
import io.proconsul.config.flag.SwitchFlag;
import io.proconsul.config.flag.TextFlag;
import io.proconsul.config.flag.WholeFlag;
import io.proconsul.hcl.Place;
import io.proconsul.hcl.Value;
import io.proconsul.hcl.Value.Member;
import io.proconsul.hcl.Value.Sequence;
import io.proconsul.hcl.Value.Table;
import io.proconsul.hcl.Value.Text;
import io.proconsul.hcl.Value.Truth;
import io.proconsul.hcl.Value.Whole;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The flags of the agent command: parses them, prints their help, and turns them into sources of
 * configuration. For one command line; not thread-safe.
 */
public final class AgentFlags {
    private static final String USAGE =
            """
            Usage: consul agent [options]

              Runs an agent until it is told to stop.
            """;

    private final FlagSet flags = new FlagSet();
    private final Map<Row, Flag> rows = new LinkedHashMap<>();
    private final SwitchFlag dev;
    private final ListFlag paths;
    private final TextFlag format;
    private final ListFlag fragments;

    public AgentFlags() {
        for (Row row : AgentFlagTable.ROWS) {
            rows.put(row, declare(row));
        }
        dev = flags.toggle("dev", "A lone server for development: nothing is kept.");
        paths =
                flags.list(
                        "config-file",
                        "A configuration file in JSON or HCL. May come several times.");
        flags.listInto(
                paths,
                "config-dir",
                "A folder of configuration files, read by name. May come several times.");
        format =
                flags.text(
                        "config-format",
                        "",
                        "Read every configuration file as hcl or json, whatever its name.");
        fragments = flags.list("hcl", "A piece of configuration in HCL. May come several times.");
    }

    private Flag declare(Row row) {
        return switch (row.key().shape()) {
            case Shape.Scalar scalar ->
                    switch (scalar) {
                        case TEXT -> flags.text(row.name(), row.usage());
                        case TRUTH -> flags.toggle(row.name(), row.usage());
                        default -> flags.whole(row.name(), row.usage());
                    };
            case Shape.ListOf _ -> flags.list(row.name(), row.usage());
            case Shape.MapOf _ -> flags.colonPairs(row.name(), row.usage());
            case Shape.Struct _, Shape.Anything _ -> throw new AssertionError(row);
        };
    }

    /** The help of {@code agent -h}, without a line feed at its end. */
    public String help() {
        return HelpText.of(USAGE, flags);
    }

    /** What is printed after a wrong flag. */
    public String usage() {
        return flags.usage();
    }

    /**
     * Reads the command line.
     *
     * @return the words that are no flags; the agent takes none
     */
    public List<String> parse(List<String> words) throws FlagException {
        return flags.parse(words);
    }

    /** What the command line asks for; after {@link #parse}. */
    public ConfigInput input() {
        var lists = new LinkedHashMap<String, Member>();
        var values = new LinkedHashMap<String, Member>();
        rows.forEach((row, flag) -> {
            if (flag.given()) {
                boolean list = flag instanceof ListFlag && row.key().path().indexOf('.') < 0;
                put(list ? lists : values, row, flag);
            }
        });
        Place line = Place.whole("command line");
        return new ConfigInput(
                dev.value(),
                List.copyOf(paths.values()),
                format.value(),
                new Table(line, lists),
                new Table(line, values),
                List.copyOf(fragments.values()));
    }

    /** Puts the value under the path of its key, making the groups on the way. */
    private static void put(Map<String, Member> members, Row row, Flag flag) {
        Place at = Place.whole("flag -" + row.name());
        String path = row.key().path();
        int dot = path.indexOf('.');
        if (dot < 0) {
            members.put(path, new Member(at, value(at, flag)));
            return;
        }
        Member group =
                members.computeIfAbsent(
                        path.substring(0, dot),
                        _ -> new Member(at, new Table(at, new LinkedHashMap<>())));
        if (group.value() instanceof Table table) {
            table.members().put(path.substring(dot + 1), new Member(at, value(at, flag)));
        }
    }

    private static Value value(Place at, Flag flag) {
        return switch (flag) {
            case TextFlag text -> new Text(at, text.value());
            case SwitchFlag toggle -> new Truth(at, toggle.value());
            case WholeFlag whole -> new Whole(at, whole.value());
            case ListFlag list -> new Sequence(at, texts(at, list.values()));
            case PairsFlag pairs -> table(at, pairs.values());
            default -> throw new AssertionError(flag.name());
        };
    }

    private static List<Value> texts(Place at, List<String> values) {
        return values.stream().<Value>map(value -> new Text(at, value)).toList();
    }

    private static Table table(Place at, Map<String, String> pairs) {
        var members = new LinkedHashMap<String, Member>();
        pairs.forEach((name, value) -> members.put(name, new Member(at, new Text(at, value))));
        return new Table(at, members);
    }
}
