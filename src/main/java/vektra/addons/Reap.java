package vektra.addons;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.Addon;
import vektra.model.AddonName;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Attachment;
import vektra.model.AttachmentName;
import vektra.model.Kind;
import vektra.model.Retiring;
import vektra.model.Server;
import vektra.model.Step;
import vektra.model.VektraException;
import vektra.spi.Locks;
import vektra.spi.Store;

/** Ends what had its time: add-ons whose lease is over, and credentials that a rotation replaced. */
public final class Reap {
    private static final String COMMAND = "addons:reap";
    /** However much is due at once, nobody waits long for it who came for something else. */
    private static final long BY_THE_WAY = Duration.ofSeconds(2).toNanos();

    private final Installation home;

    public Reap(Installation home) {
        this.home = home;
    }

    /**
     * What ended.
     *
     * @param app the owner; null when the add-on had none
     * @param release of the app, when that has one for it
     * @param retired the attachments whose earlier credentials were revoked; empty when the add-on itself is gone
     */
    public record Ended(
            AddonName addon,
            @Nullable AppName app,
            @Nullable Integer release,
            List<AttachmentName> retired) {
        public boolean wholeAddon() {
            return retired.isEmpty();
        }
    }

    /** What is due and could not be ended. */
    public record Waiting(AddonName addon, String trouble) {}

    /** What came of it. */
    public record Reaped(List<Ended> ended, List<Waiting> waiting) {}

    /** Ends everything that is due: waits for who is at work on it, and starts servers that it takes. */
    public Reaped all() {
        home.recover();
        List<Ended> ended = new ArrayList<>();
        List<Waiting> waiting = new ArrayList<>();
        Instant now = home.now();
        for (Store.Due due : home.store().due(now, true)) {
            try {
                end(due, now, true).ifPresent(ended::add);
            } catch (VektraException e) {
                waiting.add(new Waiting(due.addon(), String.valueOf(e.getMessage())));
            }
        }
        return new Reaped(ended, waiting);
    }

    /** Ends what can be ended now; trouble is told and does not stop the work in hand. */
    void byTheWay() {
        Instant now = home.now();
        long start = System.nanoTime();
        for (Store.Due due : home.store().due(now, false)) {
            if (System.nanoTime() - start > BY_THE_WAY) {
                return;
            }
            try {
                end(due, now, false).filter(Ended::wholeAddon).ifPresent(this::tell);
            } catch (VektraException e) {
                putOff(due, e);
            }
        }
    }

    private void tell(Ended ended) {
        home.progress()
                .warn("the lease of " + ended.addon() + (ended.app() == null ? "" : " on " + ended.app())
                        + " is over: it goes, with its data");
    }

    private void putOff(Store.Due due, VektraException trouble) {
        // of a service that is off nobody needs to hear each minute
        if (trouble.kind() != Kind.CONFLICT) {
            home.progress()
                    .warn("the time of " + due.addon() + " is up, but " + trouble.getMessage()
                            + "; tried again in a minute, or at once by vektra addons:reap");
        }
        try {
            home.store().putOff(due);
        } catch (VektraException readOnly) {
            home.progress().doing("leaving " + due.addon() + " for later");
        }
    }

    private Optional<Ended> end(Store.Due due, Instant now, boolean patient) {
        AppName owner = owner(due);
        Locks.Name lock = owner == null
                ? Locks.Name.alone(Locks.Name.Kind.ADDON, due.addon())
                : Locks.Name.alone(Locks.Name.Kind.APP, owner);
        Optional<Store.Session> opened = home.open(lock, patient);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (Store.Session session = opened.get()) {
            // another owner than the one locked: whoever gave it that comes after this, and so does the next command
            return Objects.equals(owner, owner(due)) ? end(session, due, now, patient) : Optional.empty();
        }
    }

    private @Nullable AppName owner(Store.Due due) {
        return home.store().owner(due.addon()).map(Store.Owned::app).orElse(null);
    }

    private Optional<Ended> end(Store.Session session, Store.Due due, Instant now, boolean patient) {
        Optional<Store.Owned> owned = home.store().owner(due.addon());
        App app = owned.map(Store.Owned::app).flatMap(home.store()::app).orElse(null);
        Addon addon = app == null
                ? owned.map(Store.Owned::addon).orElse(null)
                : app.addon(due.addon()).orElse(null);
        if (addon != null && addon.isOver(now)) {
            return Optional.of(expire(session, addon, app, patient));
        }
        List<Attachment> over = addon == null || app == null ? List.of() : retiring(app, addon, now);
        if (addon != null && app != null && !over.isEmpty()) {
            return Optional.of(retire(session, addon, app, over, now, patient));
        }
        home.store().forget(due);
        return Optional.empty();
    }

    private static List<Attachment> retiring(App app, Addon addon, Instant now) {
        return app.attachmentsOf(addon.name()).stream()
                .filter(attachment -> attachment.retiring().stream().anyMatch(old -> old.isOver(now)))
                .toList();
    }

    private Ended expire(Store.Session session, Addon addon, @Nullable App app, boolean patient) {
        if (addon.server() == null) {
            require(addon, patient);
        }
        App without =
                new Destroy(home).delete(session, addon, app, COMMAND, "Expire").app();
        return new Ended(
                addon.name(),
                without == null ? null : without.name(),
                without == null ? null : without.release(),
                List.of());
    }

    private Ended retire(
            Store.Session session, Addon addon, App app, List<Attachment> over, Instant now, boolean patient) {
        require(addon, patient);
        List<Attachment> kept = new ArrayList<>();
        List<Step> finish = new ArrayList<>();
        for (Attachment attachment : over) {
            List<Retiring> rest = new ArrayList<>(attachment.retiring());
            rest.removeIf(old -> old.isOver(now));
            kept.add(attachment.retiring(rest));
            attachment.retiring().stream()
                    .filter(old -> old.isOver(now))
                    .forEach(old -> finish.add(Step.revoke(addon, old.id())));
        }
        session.commit(COMMAND, List.of(new Store.Write.PutApp(app.withAttachments(kept), null)), finish);
        return new Ended(
                addon.name(),
                app.name(),
                null,
                over.stream().map(Attachment::name).toList());
    }

    /** A server that is to be asked must answer first, so that nothing is left half done. */
    private void require(Addon addon, boolean patient) {
        Server server = home.serverInUse(addon)
                .orElseThrow(() -> VektraException.conflict("the service " + addon.service() + " is off", null));
        if (patient) {
            home.ensureAnswering(server);
        } else {
            // asks and starts nothing: a server that somebody stopped stays so
            home.providers().of(addon.service()).ping(server);
        }
    }
}
