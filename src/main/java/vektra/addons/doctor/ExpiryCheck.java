package vektra.addons.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.model.Token;
import vektra.model.addon.Addon;
import vektra.model.text.Shown;

/** Warns of tokens and leases that expire soon: no findings, since it is what they were made for. */
record ExpiryCheck(Engine engine, History history) implements Doctor.Check {
    /** For what lasts long; else its last tenth. */
    private static final Duration SOON = Duration.ofDays(7);

    private static final int TENTH = 10;

    @Override
    public List<Finding> findings(Visit visit) {
        if (visit.wholeHome()) {
            for (Token token : engine.read().tokens()) {
                warn(visit, "the token " + token.name(), token.createdAt(), token.expiresAt());
            }
        }
        visit.scene().ready().forEach(owned -> {
            Addon addon = owned.addon();
            String of = owned.app() == null ? "" : " of " + owned.app();
            warn(visit, "the add-on " + addon.name() + of, addon.createdAt(), addon.expiresAt());
        });
        return List.of();
    }

    private void warn(Visit visit, String what, Instant begin, @Nullable Instant end) {
        Instant now = history.now();
        if (end != null && now.isBefore(end) && !now.isBefore(end.minus(soon(Duration.between(begin, end))))) {
            visit.warn(what + " expires at " + Shown.time(end));
        }
    }

    private static Duration soon(Duration life) {
        Duration tenth = life.dividedBy(TENTH);
        return tenth.compareTo(SOON) < 0 ? tenth : SOON;
    }
}
