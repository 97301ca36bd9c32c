package vektra.addons.home;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.History;
import vektra.model.Audited;
import vektra.model.addon.Ago;
import vektra.model.name.AppName;
import vektra.model.text.Input;
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
        Instant from = since == null ? null : Ago.of(since, history.now());
        return store.audit(new Audited.Wanted(app, from, before, most));
    }
}
