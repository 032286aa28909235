package io.jenkins.plugins.paas.cli;

import java.util.ArrayList;
import java.util.List;

/** Lines in columns, as wide as their widest cell. */
final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** A table with these column heads. */
    Table(String... heads) {
        row(heads);
    }

    /** Adds a row of as many cells as there are heads. */
    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** Whether there is nothing but the heads. */
    boolean isEmpty() {
        return rows.size() == 1;
    }

    /** The lines, without blanks at their ends. */
    List<String> lines() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(widths[column] - cell.length())).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
