package io.proconsul.config;

import io.proconsul.hcl.Place;
import io.proconsul.hcl.Value.Table;

import java.util.List;
import java.util.Map;

/**
 * Where a configuration comes from.
 *
 * @param dev whether the defaults of {@code -dev} hold
 * @param paths files and folders in the order of the command line
 * @param format {@code hcl} or {@code json} for every file whatever its name; empty: by its name
 * @param lists list flags; they come before the files
 * @param values all other flags; they come after the files
 * @param fragments texts of {@code -hcl}; they come last
 */
public record ConfigInput(
        boolean dev,
        List<String> paths,
        String format,
        Table lists,
        Table values,
        List<String> fragments) {
    private static final Table NOTHING = new Table(Place.whole("command line"), Map.of());

    /** Files and folders alone, as the {@code validate} command has them. */
    public static ConfigInput ofFiles(List<String> paths, String format) {
        return new ConfigInput(false, paths, format, NOTHING, NOTHING, List.of());
    }

    /** Files read with the defaults of {@code -dev}, as {@code services register} reads them. */
    public static ConfigInput ofDefinitions(List<String> paths) {
        return new ConfigInput(true, paths, "", NOTHING, NOTHING, List.of());
    }
}
