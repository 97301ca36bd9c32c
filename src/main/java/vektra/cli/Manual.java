package vektra.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code manual.txt} tells about each command beyond its parameters. There a command's name stands alone on a line;
 * below it, indented, its description, then its examples, each behind a dollar sign.
 */
final class Manual {
    private static final Section NONE = new Section("", List.of());
    private final Map<String, Section> sections;

    private Manual(Map<String, Section> sections) {
        this.sections = sections;
    }

    /** A command's part; an example is a line of shell, perhaps with a comment. */
    record Section(String description, List<String> examples) {}

    static Manual read() {
        try (InputStream in = Manual.class.getResourceAsStream("manual.txt")) {
            if (in == null) {
                throw new IllegalStateException("vektra.jar has no manual.txt");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manual parse(String text) {
        Map<String, Section> sections = new LinkedHashMap<>();
        for (String part : text.split("\n(?=\\S)", -1)) {
            List<String> lines = part.lines().map(String::strip).toList();
            List<String> description = new ArrayList<>();
            List<String> examples = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                if (line.startsWith("$ ")) {
                    examples.add(line.substring(2));
                } else if (!line.isEmpty()) {
                    description.add(line);
                }
            }
            sections.put(lines.get(0), new Section(String.join(" ", description), List.copyOf(examples)));
        }
        return new Manual(sections);
    }

    Section of(String command) {
        return sections.getOrDefault(command, NONE);
    }

    Set<String> names() {
        return sections.keySet();
    }
}
