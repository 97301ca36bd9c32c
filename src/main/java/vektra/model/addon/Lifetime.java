package vektra.model.addon;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** How long something is to last, as users write it: {@code 90s}, {@code 10m}, {@code 2h} or {@code 7d}. */
public record Lifetime(Duration length) {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    /** Reads what a user typed; another form is INVALID. */
    public static Lifetime parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw VektraException.invalid(
                    Shown.quoted(text) + " is not a duration",
                    "a whole number and s, m, h or d, such as 90s, 10m, 2h or 7d");
        }
        long number = Long.parseLong(Objects.requireNonNull(form.group(1)));
        return new Lifetime(
                switch (Objects.requireNonNull(form.group(2))) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }

    /** When it ends, if it begins then. */
    public Instant from(Instant start) {
        return start.plus(length);
    }
}
