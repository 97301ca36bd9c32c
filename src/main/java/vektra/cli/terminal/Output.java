package vektra.cli.terminal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Prints results for people: lines and tables on stdout, talk on stderr. */
public final class Output {
    private static final int GAP = 2;
    /** Names of add-ons and times stay whole, so that they can be copied. */
    private static final int NEVER_CUT = 24;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\u0080-\u009f]");

    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    private final Terminal terminal;

    public Output(Terminal terminal) {
        this.terminal = terminal;
    }

    public void line(String text) {
        terminal.print(text + "\n");
    }

    public void raw(String text) {
        terminal.print(text);
    }

    /** Advice on what to type next; only for a person at a terminal. */
    public void next(String advice) {
        terminal.advise(advice);
    }

    /** Talk that belongs to no result, on stderr. */
    public void say(String text) {
        terminal.say(text);
    }

    /**
     * Columns two spaces apart, the last unpadded, heads in upper case, no rules; the widest are cut where a line is too
     * long.
     *
     * @param values gone through twice, so that the rows of a long list may be made when they are asked for
     */
    public void table(List<String> heads, List<List<String>> values) {
        int[] widths = heads.stream().mapToInt(Output::width).toArray();
        for (List<String> row : values) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], width(onOneLine(row.get(column))));
            }
        }
        narrow(widths);
        row(heads.stream().map(head -> head.toUpperCase(Locale.ROOT)).toList(), widths, false);
        for (List<String> row : values) {
            row(row, widths, terminal.coloured());
        }
    }

    private void narrow(int[] widths) {
        int excess = Arrays.stream(widths).sum() + GAP * (widths.length - 1) - terminal.width();
        while (excess > 0) {
            int widest = 0;
            for (int column = 1; column < widths.length; column++) {
                widest = widths[column] > widths[widest] ? column : widest;
            }
            if (widths[widest] <= NEVER_CUT) {
                return;
            }
            widths[widest]--;
            excess--;
        }
    }

    private static String cut(String cell, int width) {
        return width(cell) <= width ? cell : cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + "…";
    }

    private void row(List<String> cells, int[] widths, boolean coloured) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cut(onOneLine(cells.get(column)), widths[column]);
            line.append(coloured ? painted(cell) : cell);
            if (column < cells.size() - 1) {
                line.append(" ".repeat(widths[column] - width(cell) + GAP));
            }
        }
        line(line.toString());
    }

    /** Keys padded to the longest, two spaces, then the value. */
    public void pairs(List<List<String>> values) {
        List<List<String>> pairs = values.stream()
                .map(pair -> pair.stream().map(Output::onOneLine).toList())
                .toList();
        int longest = pairs.stream().mapToInt(pair -> width(pair.get(0))).max().orElse(0);
        for (List<String> pair : pairs) {
            String cell = terminal.coloured() ? painted(pair.get(1)) : pair.get(1);
            line(pair.get(0) + " ".repeat(longest - width(pair.get(0)) + 2) + cell);
        }
    }

    /** A value from outside may neither break a table nor steer the terminal. */
    private static String onOneLine(String cell) {
        return cell.chars().noneMatch(Character::isISOControl)
                ? cell
                : CONTROL.matcher(cell.replace("\n", "\\n")).replaceAll("?");
    }

    private static String painted(String cell) {
        return switch (cell) {
            case "running", "provisioned", "external" -> GREEN + cell + PLAIN;
            case "hung", "unreachable", "failed", "stopped" -> RED + cell + PLAIN;
            default -> cell;
        };
    }

    public static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
