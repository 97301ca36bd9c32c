package vektra.model.schedule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vektra.model.addon.Ago;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** A moment as users write it: as {@link Ago} reads it, or as a clock showed it. */
public final class Moment {
    private static final Pattern LOCAL = Pattern.compile(
            "([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2}(?::[0-9]{2}" + "(?:[.][0-9]{1,9})?)?)(?: ?(\\S+))?");

    private Moment() {}

    /**
     * Reads what a user typed: also a local time such as {@code 2026-01-31 12:00:00}, with a zone behind it or in the usual
     * one. One that the clock never showed, or showed twice, is INVALID.
     */
    public static Instant of(String text, Instant now, ZoneId usual) {
        Matcher local = LOCAL.matcher(text.strip());
        if (!local.matches()) {
            return Ago.of(text, now);
        }
        ZoneId zone = local.group(3) == null ? usual : Timing.zone(local.group(3));
        LocalDateTime time = time(text, local.group(1) + "T" + local.group(2));
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        if (offsets.size() == 1) {
            return time.toInstant(offsets.get(0));
        }
        String change = " the change of the clock in " + zone.getId();
        throw offsets.isEmpty()
                ? VektraException.invalid(
                        Shown.quoted(text) + " is left out by" + change,
                        "name a time that the clock showed, or one in UTC")
                : VektraException.invalid(
                        Shown.quoted(text) + " comes twice, by" + change,
                        offsets.stream()
                                .map(offset -> time.atOffset(offset).toString())
                                .collect(Collectors.joining(" or ")));
    }

    private static LocalDateTime time(String text, String parsed) {
        try {
            return LocalDateTime.parse(parsed);
        } catch (DateTimeException e) {
            throw VektraException.invalid(Shown.quoted(text) + " is no time", "such as \"2026-01-31 12:00:00\"");
        }
    }
}
