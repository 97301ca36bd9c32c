package vektra.addons.apps;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vektra.model.name.AppName;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** How much of an environment a process can be given. */
final class EnvironmentSize {
    /** Of one NAME=VALUE with the NUL behind it, on Linux, however large the stack may be. */
    private static final int ONE = 131_072;
    /** Of all of them: what macOS allows, and half of what Linux does, so that the caller's own and arguments have room. */
    private static final int ALL = 1_048_576;
    /** How many variables are named where all of them are too much. */
    private static final int NAMED = 3;

    static final String REMEDY = "keep it in a file, and its path in the variable";

    private EnvironmentSize() {}

    static boolean fits(String name, String value) {
        return bytes(name, value) <= ONE;
    }

    static String tooLong(String name, String value) {
        return name + " is too long for the environment of a process: " + number(bytes(name, value)) + " bytes of "
                + number(ONE);
    }

    /** Refuses what makes the variables of an app more than any process takes; what makes them less is allowed always. */
    static void checkGrown(Map<String, String> before, Map<String, String> after) {
        long all = bytes(after);
        if (all > ALL && all > bytes(before)) {
            throw VektraException.invalid(tooMany(after), REMEDY);
        }
    }

    /** Refuses to start a program with what was stored before there was a limit, or by hand. */
    static void check(AppName app, Map<String, String> variables) {
        variables.forEach((name, value) -> {
            if (!fits(name, value)) {
                throw VektraException.conflict(tooLong(name, value), unset(name, app));
            }
        });
        if (bytes(variables) > ALL) {
            throw VektraException.conflict(
                    tooMany(variables), unset(largest(variables).get(0), app));
        }
    }

    private static Text unset(String name, AppName app) {
        return Text.of(Next.of("config:unset", name).app(app));
    }

    private static String tooMany(Map<String, String> variables) {
        return "the variables are too long together for the environment of a process: " + number(bytes(variables))
                + " bytes of " + number(ALL) + ", most of them in " + String.join(", ", largest(variables));
    }

    private static List<String> largest(Map<String, String> variables) {
        return variables.entrySet().stream()
                .sorted(Comparator.comparing(
                        (Map.Entry<String, String> entry) -> -bytes(entry.getKey(), entry.getValue())))
                .limit(NAMED)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static long bytes(Map<String, String> variables) {
        return variables.entrySet().stream()
                .mapToLong(entry -> bytes(entry.getKey(), entry.getValue()))
                .sum();
    }

    /** With the equals sign and the NUL. */
    private static long bytes(String name, String value) {
        return name.length() + value.getBytes(StandardCharsets.UTF_8).length + 2L;
    }

    private static String number(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes);
    }
}
