package vektra.logs.processes;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.text.Shown;
import vektra.model.text.Utf8;
import vektra.model.text.VektraException;

/**
 * The process types of an app, each with its command, in the order of the file: {@code web: bundle exec puma}.
 *
 * @see <a href="https://devcenter.heroku.com/articles/procfile">the format</a>
 */
public record Procfile(Map<String, String> commands) {
    /** What runs before the processes start, and is no process of its own. */
    public static final String RELEASE = "release";

    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9_-]{1,100})\\s*:\\s*(.*\\S)\\s*");
    private static final Pattern NOTHING = Pattern.compile("\\s*(#.*)?");
    private static final long GREATEST = 1 << 20;

    /** Reads a file; what is no Procfile is INVALID, with the line where it is not. */
    public static Procfile read(Path file) {
        String text;
        try {
            if (Files.size(file) > GREATEST) {
                throw VektraException.invalid(file + " is over 1 MiB, which no Procfile is", null);
            }
            text = Utf8.text(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw VektraException.notFound("no " + file, "a line of it is NAME: COMMAND, such as web: ./start");
        } catch (CharacterCodingException e) {
            throw VektraException.invalid(file + " is not UTF-8", null);
        } catch (IOException e) {
            throw VektraException.unavailable("cannot read " + file + ": " + e.getMessage(), null, e);
        }
        return new Procfile(commands(file, text));
    }

    /** The types of processes, without what runs before them. */
    public List<ProcessType> types() {
        return commands.entrySet().stream()
                .filter(type -> !type.getKey().equals(RELEASE))
                .map(type -> new ProcessType(type.getKey(), type.getValue(), 0))
                .toList();
    }

    private static Map<String, String> commands(Path file, String text) {
        Map<String, String> commands = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (NOTHING.matcher(line).matches()) {
                continue;
            }
            String where = file + ":" + number + ": ";
            Matcher found = LINE.matcher(line);
            if (!found.matches()) {
                throw VektraException.invalid(
                        where + Shown.quoted(line.strip()) + " is not NAME: COMMAND",
                        "names have letters, digits, - and _, such as web: ./start");
            }
            if (commands.putIfAbsent(found.group(1), found.group(2)) != null) {
                throw VektraException.invalid(where + found.group(1) + " occurs twice", "one command for each name");
            }
        }
        if (commands.isEmpty()) {
            throw VektraException.invalid(file + " declares no process", "a line of it is NAME: COMMAND");
        }
        return commands;
    }
}
