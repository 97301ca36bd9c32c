package vektra.manifest.apply;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** YAML as it is written: two spaces a level, every text that could be read otherwise in quotes. */
final class Page {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*(?::[A-Za-z0-9_.:/-]+)*");

    private final List<String> lines = new ArrayList<>();

    private static String indented(int level, String text) {
        return "  ".repeat(level) + text;
    }

    void head(int level, String key) {
        lines.add(indented(level, quoted(key) + ":"));
    }

    void line(int level, String key, String value) {
        lines.add(indented(level, quoted(key) + ": " + quoted(value)));
    }

    void comment(int level, String words) {
        lines.add(indented(level, "# " + words));
    }

    /** A map, unless it is empty. */
    void map(int level, String key, Map<String, String> map) {
        if (!map.isEmpty()) {
            head(level, key);
            map.forEach((name, value) -> line(level + 1, name, value));
        }
    }

    void list(int level, String key, Collection<String> items) {
        lines.add(indented(level, quoted(key) + (items.isEmpty() ? ": []" : ":")));
        items.forEach(item -> lines.add(indented(level + 1, "- " + quoted(item))));
    }

    void add(List<String> more) {
        lines.addAll(more);
    }

    List<String> lines() {
        return lines;
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    private static String quoted(String text) {
        return PLAIN.matcher(text).matches() && !text.matches("(?i)null|true|false|yes|no|on|off")
                ? text
                : "\"" + escaped(text) + "\"";
    }

    private static String escaped(String text) {
        StringBuilder all = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                all.append('\\').appendCodePoint(c);
            } else if (c < ' ' || c == 127 || c > 0xffff || Character.getType(c) == Character.FORMAT) {
                all.append(String.format(java.util.Locale.ROOT, "\\U%08x", c));
            } else {
                all.appendCodePoint(c);
            }
        });
        return all.toString();
    }
}
