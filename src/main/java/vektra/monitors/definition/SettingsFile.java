package vektra.monitors.definition;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Lifetime;
import vektra.model.monitor.Settings;
import vektra.model.text.FileFailure;
import vektra.model.text.Nearest;
import vektra.model.text.Shown;
import vektra.model.text.Utf8;
import vektra.model.text.VektraException;
import vektra.monitors.check.Checks;

/**
 * What a file of settings says: {@code interval=60s}, one setting a line.
 *
 * @param check the built-in monitor that does the work; null when an executable does
 */
record SettingsFile(Settings settings, @Nullable String check) {
    private static final List<String> KNOWN = List.of(
            "interval",
            "timeout",
            "retry",
            "retry-delay",
            "status",
            "pattern",
            "jitter",
            "needs",
            "slo",
            "certificate",
            "check");
    private static final int GREATEST_COUNT = 100;
    private static final int GREATEST_STATUS = 999;
    private static final int ALL = 100;

    static SettingsFile read(Path file) {
        try {
            return parse(file.toString(), Utf8.text(Files.readAllBytes(file)));
        } catch (CharacterCodingException e) {
            throw VektraException.invalid(file + " is not UTF-8", null);
        } catch (IOException e) {
            throw FileFailure.reading(file, e);
        }
    }

    /** @param file its name, for what is wrong in it */
    static SettingsFile parse(String file, String text) {
        Map<String, Line> lines = new LinkedHashMap<>();
        int number = 0;
        for (String each : text.lines().map(String::strip).toList()) {
            number++;
            if (!each.isEmpty() && !each.startsWith("#")) {
                Line line = Line.of(file + ":" + number + ": ", each);
                if (lines.putIfAbsent(line.key(), line) != null) {
                    throw line.wrong(line.key() + " occurs twice", "one line for each setting");
                }
            }
        }
        return of(lines);
    }

    private static SettingsFile of(Map<String, Line> lines) {
        Settings usual = Settings.DEFAULT;
        Line check = lines.get("check");
        Line pattern = lines.get("pattern");
        Line objective = lines.get("slo");
        Line needs = lines.get("needs");
        Line certificate = lines.get("certificate");
        Settings settings = new Settings(
                duration(lines.get("interval"), usual.interval(), false),
                duration(lines.get("timeout"), usual.timeout(), false),
                number(lines.get("retry"), usual.attempts(), 1, GREATEST_COUNT),
                duration(lines.get("retry-delay"), usual.retryDelay(), true),
                number(lines.get("status"), usual.status(), 0, GREATEST_STATUS),
                pattern == null ? null : pattern.pattern(),
                number(lines.get("jitter"), usual.jitter(), 0, ALL),
                needs == null ? usual.needs() : needs.words(),
                objective == null ? null : objective.percent(),
                certificate == null ? usual.certificate() : certificate.days());
        return new SettingsFile(settings, check == null ? null : check.check());
    }

    private static Duration duration(@Nullable Line line, Duration usual, boolean zero) {
        return line == null ? usual : line.duration(zero);
    }

    private static int number(@Nullable Line line, int usual, int least, int greatest) {
        return line == null ? usual : line.number(least, greatest);
    }

    /**
     * A setting as it is written.
     *
     * @param where the file and the number of the line
     */
    private record Line(String where, String key, String value) {
        private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

        static Line of(String where, String text) {
            int equals = text.indexOf('=');
            if (equals <= 0) {
                throw VektraException.invalid(
                        where + Shown.quoted(text) + " is not NAME=VALUE", "such as interval=60s");
            }
            String key = text.substring(0, equals).strip();
            Line line = new Line(where, key, text.substring(equals + 1).strip());
            if (!KNOWN.contains(key)) {
                throw line.wrong("no setting called " + Shown.quoted(key), Nearest.hint(key, KNOWN));
            }
            if (line.value().isEmpty()) {
                throw line.wrong(key + " has no value", "remove the line for the default");
            }
            return line;
        }

        VektraException wrong(String message, @Nullable String hint) {
            return VektraException.invalid(where + message, hint);
        }

        Duration duration(boolean zero) {
            try {
                if (zero && value.matches("0s?")) {
                    return Duration.ZERO;
                }
                // seconds have no unit in Ferret
                return Lifetime.parse(SECONDS.matcher(value).matches() ? value + "s" : value)
                        .length();
            } catch (VektraException e) {
                throw wrong(key + ": " + e.getMessage(), e.hint());
            }
        }

        int number(int least, int greatest) {
            String digits = key.equals("jitter") ? value.replaceFirst(" ?%$", "") : value;
            if (digits.matches("[0-9]{1,4}")) {
                int number = Integer.parseInt(digits);
                if (number >= least && number <= greatest) {
                    return number;
                }
            }
            throw wrong(
                    key + " is " + Shown.quoted(value), "expected: a whole number from " + least + " to " + greatest);
        }

        Pattern pattern() {
            try {
                return Pattern.compile(value);
            } catch (PatternSyntaxException e) {
                throw wrong(
                        "pattern is no regular expression: " + e.getDescription(),
                        "quote what is meant as it stands: \\Q…\\E");
            }
        }

        List<String> words() {
            return new ArrayList<>(Arrays.asList(value.split("[\\s,]+")));
        }

        double percent() {
            String digits = value.replaceFirst(" ?%$", "");
            if (digits.matches("[0-9]{1,2}(\\.[0-9]{1,6})?") && Double.parseDouble(digits) > 0) {
                return Double.parseDouble(digits);
            }
            throw wrong("slo is " + Shown.quoted(value), "expected: a percentage below 100, such as 99.9");
        }

        Duration days() {
            if (value.matches("0|[0-9]{1,4}d")) {
                return Duration.ofDays(Long.parseLong(value.replace("d", "")));
            }
            throw wrong(
                    key + " is " + Shown.quoted(value),
                    "expected: a number of days, such as 30d; with 0 it need only be valid");
        }

        String check() {
            if (!Checks.isCheck(value)) {
                throw wrong(
                        "check is " + Shown.quoted(value),
                        "a built-in monitor, such as https://example.com or addon:NAME");
            }
            return value;
        }
    }
}
