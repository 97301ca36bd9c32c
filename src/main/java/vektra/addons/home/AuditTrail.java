package vektra.addons.home;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.History;
import vektra.model.Audited;
import vektra.model.addon.Lifetime;
import vektra.model.name.AppName;
import vektra.model.text.Input;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Store;

/** Reads the audit. */
public record AuditTrail(Store store, History history) {
    /** How many lines there are at a time, unless said. */
    public static final int USUAL = 100;

    /** How many there are at most. */
    public static final int MOST = 1000;

    /**
     * The newest changes, the newest first.
     *
     * @param app also one that is gone; null for all
     * @param since how long ago, or a time; null for all
     * @param before the id of a change, for those older than it; null for the newest
     */
    public List<Audited> list(@Nullable AppName app, @Nullable String since, @Nullable String before, int most) {
        if (most < 1 || most > MOST) {
            throw VektraException.invalid(
                    "at a time there are 1 to " + MOST + " changes", Text.of("for example: ", Input.of("n", USUAL)));
        }
        Instant from = since == null ? null : since(since);
        return store.audit(new Audited.Wanted(app, from, before, most));
    }

    private Instant since(String text) {
        if (text.matches("[0-9]+[smhd]")) {
            Duration ago = Lifetime.parse(text).length();
            return history.now().minus(ago);
        }
        try {
            return text.length() == "2026-01-31".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw VektraException.invalid(
                    Shown.quoted(text) + " is neither a length of time nor a time",
                    "such as 90m, 7d, 2026-01-31 or 2026-01-31T12:00:00Z");
        }
    }
}
