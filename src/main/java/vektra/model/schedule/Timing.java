package vektra.model.schedule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * When something runs, in the local time of a zone. A time that the change to summer time leaves out runs at that change; one
 * that the change back repeats runs the first time.
 */
public final class Timing {
    private static final Pattern DAILY = Pattern.compile("([01]?[0-9]|2[0-3]):([0-5][0-9])");
    private static final Map<String, String> NICKNAMES =
            Map.of("@hourly", "0 * * * *", "@daily", "0 0 * * *", "@weekly", "0 0 * * 0", "@monthly", "0 0 1 * *");

    /** As Heroku's command line reads them. */
    private static final Map<String, String> ZONES = Map.ofEntries(
            Map.entry("BST", "Europe/London"),
            Map.entry("CDT", "America/Chicago"),
            Map.entry("CEST", "Europe/Paris"),
            Map.entry("CET", "Europe/Paris"),
            Map.entry("CST", "America/Chicago"),
            Map.entry("EDT", "America/New_York"),
            Map.entry("EST", "America/New_York"),
            Map.entry("GMT", "Europe/London"),
            Map.entry("MDT", "America/Boise"),
            Map.entry("MST", "America/Boise"),
            Map.entry("PDT", "America/Los_Angeles"),
            Map.entry("PST", "America/Los_Angeles"),
            Map.entry("Z", "UTC"));

    /** Between two 29ths of February there are 8 years at most. */
    private static final int FAR_DAYS = 9 * 366;

    private final String when;
    private final ZoneId zone;
    private final Cron cron;

    private Timing(String when, ZoneId zone, Cron cron) {
        this.when = when;
        this.zone = zone.normalized().equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone;
        this.cron = cron;
    }

    /**
     * Reads what a user typed: {@code 02:00} or a cron expression, and a zone behind it; another form is INVALID.
     *
     * @param usual the zone when none is typed
     */
    public static Timing parse(String text, ZoneId usual) {
        List<String> words = new ArrayList<>(List.of(text.strip().split("\\s+")));
        String first = words.get(0);
        String nickname = NICKNAMES.get(first.toLowerCase(Locale.ROOT));
        Matcher daily = DAILY.matcher(first);
        int taken = nickname != null || daily.matches() ? 1 : Cron.FIELDS;
        if (words.size() < taken || words.size() > taken + 1) {
            throw VektraException.invalid(
                    Shown.quoted(text) + " is not a time",
                    "such as 02:00, \"02:00 Europe/Berlin\" or \"30 2 * * 1-5\"");
        }
        ZoneId zone = words.size() > taken ? zone(words.get(taken)) : usual;
        Timing timing;
        if (daily.matches()) {
            int hour = Integer.parseInt(Objects.requireNonNull(daily.group(1)));
            int minute = Integer.parseInt(Objects.requireNonNull(daily.group(2)));
            String clock = String.format(Locale.ROOT, "%02d:%02d", hour, minute);
            timing = new Timing(clock, zone, Cron.daily(hour, minute));
        } else {
            String expression = nickname == null ? String.join(" ", words.subList(0, taken)) : nickname;
            timing = new Timing(expression, zone, Cron.parse(List.of(expression.split(" "))));
        }
        if (timing.found(Instant.EPOCH).isEmpty()) {
            throw VektraException.invalid(Shown.quoted(text) + " never comes", "a day that the month has");
        }
        return timing;
    }

    /** The time zone that a word means; another word is INVALID. */
    public static ZoneId zone(String word) {
        try {
            return ZoneId.of(ZONES.getOrDefault(word.toUpperCase(Locale.ROOT), word));
        } catch (DateTimeException e) {
            throw VektraException.invalid("no time zone called " + Shown.quoted(word), "such as UTC or Europe/Berlin");
        }
    }

    /** Without the zone. */
    public String when() {
        return when;
    }

    public ZoneId zone() {
        return zone;
    }

    /** The hour, where it runs once a day on the hour; empty otherwise. */
    public Optional<Integer> hourOfEachDay() {
        return when.endsWith(":00") ? Optional.of(Integer.valueOf(when.substring(0, 2))) : Optional.empty();
    }

    /** The first time after that moment. */
    public Instant next(Instant after) {
        return found(after).orElseThrow(() -> new IllegalStateException(this + " never comes"));
    }

    private Optional<Instant> found(Instant after) {
        LocalDate date = LocalDate.ofInstant(after, zone);
        for (int i = 0; i < FAR_DAYS; i++) {
            for (LocalDateTime time : cron.on(date.plusDays(i))) {
                Instant at = instant(time);
                if (at.isAfter(after)) {
                    return Optional.of(at);
                }
            }
        }
        return Optional.empty();
    }

    private Instant instant(LocalDateTime time) {
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition change = rules.getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Timing that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** In a form that can be typed, always with its zone. */
    @Override
    public String toString() {
        return when + " " + zone.getId();
    }
}
