package vektra.addons.destroy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Confirmation;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Providers;
import vektra.model.addon.KeptBackups;
import vektra.model.addon.Step;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.text.Kind;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Agenda;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.Shelf;
import vektra.spi.Store;

/** Ends what expired: add-ons whose lease is over, and credentials that a rotation replaced. */
public record Reap(Engine engine, Store store, Shelf shelf, Providers providers, Progress progress, History history) {
    /** However much expires at once, other commands do not wait long for it. */
    private static final long BY_THE_WAY = Duration.ofSeconds(2).toNanos();

    /**
     * What ended.
     *
     * @param app the owner; null when the add-on had none
     * @param release of the app, when that has one for it
     * @param retired the attachments whose earlier credentials were revoked
     * @param wholeAddon whether the add-on itself is gone; else, where nothing is retired, what it was before its plan
     *     changed
     * @param wholeApp whether its app is gone as well
     */
    public record Ended(
            AddonName addon,
            @Nullable AppName app,
            @Nullable Integer release,
            List<AttachmentName> retired,
            boolean wholeAddon,
            boolean wholeApp) {}

    /** What has expired and could not be ended. */
    public record Waiting(AddonName addon, String problem) {}

    /**
     * What has expired and was ended, and what could not be ended.
     *
     * @param backups the add-ons that are gone and whose backups, kept for a while, were deleted
     */
    public record Reaped(List<Ended> ended, List<Waiting> waiting, List<AddonName> backups) {}

    /**
     * Ends everything that has expired: waits for processes that are working on it, and starts servers that are needed.
     *
     * @param confirmation asked, by the day of the clock, when that is suspiciously far ahead
     */
    public Reaped all(Confirmation confirmation) {
        engine.recover();
        List<Ended> ended = new ArrayList<>();
        List<Waiting> waiting = new ArrayList<>();
        Instant now = history.now();
        Optional<Instant> last = store.agenda().ahead(now);
        List<Agenda.Due> all = store.agenda().due(now, true);
        List<KeptBackups> kept = shelf.retired(now);
        if (last.isPresent() && !(all.isEmpty() && kept.isEmpty())) {
            confirmation.require(
                    ahead(now, last.get()) + "; the leases, credentials and backups that expire by then would end",
                    List.of(day(now)));
            store.agenda().believe(now);
        }
        for (Agenda.Due due : all) {
            try {
                ended.addAll(ending().of(due, now, true));
            } catch (VektraException e) {
                waiting.add(new Waiting(due.addon(), String.valueOf(e.getMessage())));
            }
        }
        return new Reaped(ended, waiting, delete(kept, true));
    }

    /** Ends what can be ended now; a failure is reported and does not stop the work in hand. */
    public void byTheWay() {
        Instant now = history.now();
        long start = System.nanoTime();
        Optional<Instant> last = store.agenda().ahead(now);
        List<Agenda.Due> all = store.agenda().due(now, false);
        if (last.isPresent()) {
            if (!all.isEmpty()) {
                progress.warn(ahead(now, last.get()) + ": no leases or credentials are ended yet; " + hint(now));
            }
            return;
        }
        delete(shelf.retired(now), false);
        for (Agenda.Due due : all) {
            if (System.nanoTime() - start > BY_THE_WAY) {
                return;
            }
            try {
                ending().of(due, now, false).stream().filter(Ended::wholeAddon).forEach(this::tell);
            } catch (VektraException e) {
                putOff(due, e);
            }
        }
    }

    /** Deletes what was kept of add-ons that are gone; returns their names. */
    private List<AddonName> delete(List<KeptBackups> all, boolean patient) {
        List<AddonName> deleted = new ArrayList<>();
        for (KeptBackups kept : all) {
            engine.open(List.of(Locks.Name.ofBackups(kept.of().id())), patient).ifPresent(opened -> {
                try (Store.Session session = opened) {
                    Deed deed = Deed.of(Ending.COMMAND)
                            .with(
                                    "outcome",
                                    "deleted the backups that were kept of "
                                            + kept.of().name());
                    session.commit(deed, List.of(), List.of(Step.dropBackups(kept.of())));
                    deleted.add(kept.of().name());
                }
            });
        }
        return deleted;
    }

    private Ending ending() {
        return new Ending(engine, store, providers, history);
    }

    /** What is odd about the clock. */
    public static String ahead(Instant now, Instant last) {
        return "the clock says " + minute(now) + ", but this home was last used at " + minute(last);
    }

    public static Text hint(Instant now) {
        return Text.of("if the clock is right: ", Next.of("addons:reap").with("confirm", day(now)));
    }

    private static String day(Instant time) {
        return time.truncatedTo(ChronoUnit.DAYS).toString().substring(0, "2026-01-31".length());
    }

    private static Instant minute(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES);
    }

    private void tell(Ended ended) {
        progress.warn("the lease of " + ended.addon() + (ended.app() == null ? "" : " on " + ended.app())
                + " expired: it is destroyed with its data" + (ended.wholeApp() ? ", and so is the app" : ""));
    }

    private void putOff(Agenda.Due due, VektraException problem) {
        // a disabled service is not worth a warning each minute
        if (problem.kind() != Kind.CONFLICT) {
            progress.warn(due.addon() + " expired, but " + problem.getMessage()
                    + "; tried again in a minute, or at once by " + Next.of("addons:reap"));
        }
        try {
            store.agenda().putOff(due);
        } catch (VektraException readOnly) {
            progress.doing("postponing " + due.addon());
        }
    }
}
