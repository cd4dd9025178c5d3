package io.proconsul.config;

import io.proconsul.hcl.Place;
import io.proconsul.hcl.Value.Table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Loads a configuration: reads its sources, merges them, checks the result, and makes one record of
 * it. Reads files; may be used again for a reload. Any thread.
 */
public final class ConfigLoader {
    private final Machine machine;

    public ConfigLoader(Machine machine) {
        this.machine = machine;
    }

    /**
     * A configuration that can be used.
     *
     * @param warnings what the operator should know, in the recorded order
     */
    public record Loaded(AgentConfig config, List<String> warnings) {
        public Loaded {
            warnings = List.copyOf(warnings);
        }
    }

    /** Loads and checks. Later sources win over earlier ones. */
    public Loaded load(ConfigInput input) throws ConfigException {
        var warnings = new ArrayList<String>();
        Table merged = merged(input, warnings);
        var problems = new Problems();
        Settings settings = Settings.of(merged, input.dev(), problems);
        AgentConfig config = new ConfigBuilder(machine).build(settings, input.dev());
        new ConfigRules(config, settings, machine, problems).check();
        warnings.addAll(problems.warnings());
        return new Loaded(config, warnings);
    }

    private Table merged(ConfigInput input, List<String> warnings) throws ConfigException {
        checkFormat(input.format());
        var files = new SourceFiles(machine.files(), input.format(), warnings);
        var tables = new ArrayList<Table>();
        tables.add(input.lists());
        // All files are found before the first is understood, as their warnings come first.
        var sources = new ArrayList<ConfigSource>();
        for (String path : input.paths()) {
            sources.addAll(files.sources(path));
        }
        for (ConfigSource source : sources) {
            add(source, tables, warnings);
        }
        tables.add(input.values());
        for (int i = 0; i < input.fragments().size(); i++) {
            byte[] content = input.fragments().get(i).getBytes(StandardCharsets.UTF_8);
            add(new ConfigSource("flags-" + i + ".hcl", true, content), tables, warnings);
        }
        return merged(tables);
    }

    private static void checkFormat(String format) throws ConfigException {
        if (!format.isEmpty() && !format.equals("hcl") && !format.equals("json")) {
            throw new ConfigException("config: -config-format must be either 'hcl' or 'json'");
        }
    }

    private static void add(ConfigSource source, List<Table> tables, List<String> warnings)
            throws ConfigException {
        Table table = source.read(warnings);
        if (table != null) {
            tables.add(table);
        }
    }

    private static Table merged(List<Table> tables) {
        Table merged = new Table(Place.whole("configuration"), Map.of());
        for (Table table : tables) {
            merged = Merging.merge(AllKeys.TABLE.root(), merged, table);
        }
        return merged;
    }
}
