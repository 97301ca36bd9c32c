package vektra.model.addon;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** A time as users write it: how long ago, a day in UTC, or a time. */
public final class Ago {
    private Ago() {}

    /** Reads what a user typed; another form is INVALID. */
    public static Instant of(String text, Instant now) {
        try {
            if (text.matches("[0-9]+[smhd]")) {
                return now.minus(Lifetime.parse(text).length());
            }
            return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw VektraException.invalid(
                    Shown.quoted(text) + " is neither a duration nor a time",
                    "such as 90m, 7d, 2026-01-31 or 2026-01-31T12:00:00Z");
        }
    }
}
