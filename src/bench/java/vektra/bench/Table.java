package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rows of a suite, as a table of Markdown that can be kept between two marks of a page. */
final class Table {
    private final String mark;
    private final String end;
    private final List<String> lines = new ArrayList<>();

    Table(String mark, String end, String... heads) {
        this.mark = mark + "\n";
        this.end = end;
        row(heads);
        lines.add("|" + "---|".repeat(heads.length));
    }

    /** Of what was measured against something else, in the same unit. */
    static Table ofValues(String mark, String end) {
        return new Table(mark, end, "measured", "value", "against", "value", "ratio", "goal");
    }

    void row(String... cells) {
        StringBuilder line = new StringBuilder("|");
        for (String cell : cells) {
            line.append(cell.isEmpty() ? "" : " ").append(cell).append(" |");
        }
        lines.add(line.toString());
    }

    /** A row of a figure that shall be at most so many times that of a peer. */
    void ratio(String what, double ours, String unit, String peer, double theirs, double most) {
        double ratio = ours / theirs;
        row(what, figure(ours, unit), peer, figure(theirs, unit), Goal.times(ratio), Goal.atMost(most, ratio));
    }

    static String figure(double value, String unit) {
        return String.format(Locale.ROOT, "%.0f %s", value, unit);
    }

    String last() {
        return lines.get(lines.size() - 1);
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    void keep(Path page) throws IOException {
        String text = Files.readString(page);
        int from = text.indexOf(mark) + mark.length();
        int to = text.indexOf(end, from);
        if (from < mark.length() || to < 0) {
            throw new IllegalStateException(page + " has no " + mark.strip() + " with " + end + " behind it");
        }
        Files.writeString(page, text.substring(0, from) + text() + text.substring(to));
    }
}
