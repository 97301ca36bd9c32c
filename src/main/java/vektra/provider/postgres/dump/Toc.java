package vektra.provider.postgres.dump;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vektra.model.text.Shown;

/** The table of contents of a dump, as {@code pg_restore --list} prints it; such as {@code 5; 1259 16 TABLE public t app}. */
public record Toc(List<String> lines) {
    private static final String NUMBERS = "[0-9]+; [0-9]+ [0-9]+ ";
    private static final Pattern TABLE = Pattern.compile(NUMBERS + "TABLE (?!DATA |ATTACH ).*");
    private static final Pattern EXTENSION = Pattern.compile(NUMBERS + "EXTENSION - (\\S+).*");
    private static final Pattern DATABASE = Pattern.compile(";\\s+dbname: (.*)");

    public static Toc of(String text) {
        return new Toc(text.lines().toList());
    }

    /** Such as {@code 3 tables}. */
    public String words() {
        return Shown.counted(
                lines.stream().filter(line -> TABLE.matcher(line).matches()).count(), "table");
    }

    public List<String> extensions() {
        return lines.stream().flatMap(line -> name(EXTENSION, line)).toList();
    }

    /** The name of the database that was dumped. */
    public String database() {
        return lines.stream().flatMap(line -> name(DATABASE, line)).findFirst().orElse("");
    }

    private static Stream<String> name(Pattern pattern, String line) {
        Matcher found = pattern.matcher(line);
        return found.matches() ? Stream.of(found.group(1)) : Stream.empty();
    }
}
