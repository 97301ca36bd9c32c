package vektra.provider.postgres.dump;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vektra.model.addon.Part;

/** The number of rows of a table and a sum over them, whatever the order of the rows and of the columns. */
final class Rows {
    private static final long PRIME = 0x100000001b3L;
    private static final Pattern COLUMNS = Pattern.compile("COPY [^(]*\\((.*)\\) FROM stdin", Pattern.DOTALL);

    private final List<Long> columns;
    private long count;
    private long sum;

    /** @param copy the statement that the rows follow */
    Rows(String copy) {
        Matcher named = COLUMNS.matcher(copy);
        this.columns = named.matches()
                ? Stream.of(named.group(1).split(", "))
                        .map(name -> name.getBytes(StandardCharsets.UTF_8))
                        .map(name -> hash(name, 0, name.length))
                        .toList()
                : List.of();
    }

    void add(byte[] row) {
        long all = 0;
        int from = 0;
        int column = 0;
        for (int at = 0; at <= row.length; at++) {
            if (at == row.length || row[at] == '\t') {
                long name = column < columns.size() ? columns.get(column) : column;
                all += mixed(hash(row, from, at) ^ name);
                column++;
                from = at + 1;
            }
        }
        count++;
        sum += mixed(all);
    }

    private static long hash(byte[] bytes, int from, int to) {
        long hash = 0xcbf29ce484222325L;
        for (int i = from; i < to; i++) {
            hash = (hash ^ bytes[i]) * PRIME;
        }
        return hash;
    }

    private static long mixed(long value) {
        long once = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        long twice = (once ^ (once >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return twice ^ (twice >>> 33);
    }

    Part part() {
        return new Part(count, "row", Long.toHexString(sum));
    }
}
