package io.proconsul.cli.output;

import java.util.ArrayList;
import java.util.List;

/**
 * A table: cells left-aligned, two blanks between columns, nothing behind the last cell of a row.
 */
public final class Columns {
    private final List<List<String>> rows = new ArrayList<>();

    public Columns(String... header) {
        rows.add(List.of(header));
    }

    public Columns row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** The rows, a line feed between them. */
    @Override
    public String toString() {
        int[] widths = widths();
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            table.append(table.isEmpty() ? "" : "\n");
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                table.append(cell);
                if (column < row.size() - 1) {
                    table.repeat(' ', widths[column] - cell.length() + 2);
                }
            }
        }
        return table.toString();
    }

    private int[] widths() {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return widths;
    }
}
