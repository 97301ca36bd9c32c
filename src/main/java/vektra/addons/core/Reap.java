package vektra.addons.core;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.Addon;
import vektra.model.AddonName;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Attachment;
import vektra.model.AttachmentName;
import vektra.model.Former;
import vektra.model.Kind;
import vektra.model.Next;
import vektra.model.Retiring;
import vektra.model.Server;
import vektra.model.Step;
import vektra.model.Text;
import vektra.model.VektraException;
import vektra.spi.Agenda;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Store;

/** Ends what had its time: add-ons whose lease is over, and credentials that a rotation replaced. */
public final class Reap {
    private static final String COMMAND = "addons:reap";
    /** However much expires at once, other commands do not wait long for it. */
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
     * @param retired the attachments whose earlier credentials were revoked
     * @param wholeAddon whether the add-on itself is gone; else, where nothing is retired, what it was before its plan
     *     changed
     */
    public record Ended(
            AddonName addon,
            @Nullable AppName app,
            @Nullable Integer release,
            List<AttachmentName> retired,
            boolean wholeAddon) {}

    /** What has expired and could not be ended. */
    public record Waiting(AddonName addon, String trouble) {}

    /** What has expired and was ended, and what could not be ended. */
    public record Reaped(List<Ended> ended, List<Waiting> waiting) {}

    /**
     * Ends everything that has expired: waits for processes that are working on it, and starts servers that are needed.
     *
     * @param confirmation asked, by the day of the clock, when that is suspiciously far ahead
     */
    public Reaped all(Confirmation confirmation) {
        home.recover();
        List<Ended> ended = new ArrayList<>();
        List<Waiting> waiting = new ArrayList<>();
        Instant now = home.now();
        Optional<Instant> last = home.store().agenda().ahead(now);
        List<Agenda.Due> all = home.store().agenda().due(now, true);
        if (last.isPresent() && !all.isEmpty()) {
            confirmation.require(
                    ahead(now, last.get()) + "; the leases and credentials that expire by then would end",
                    List.of(day(now)));
            home.store().agenda().believe(now);
        }
        for (Agenda.Due due : all) {
            try {
                end(due, now, true).ifPresent(ended::add);
            } catch (VektraException e) {
                waiting.add(new Waiting(due.addon(), String.valueOf(e.getMessage())));
            }
        }
        return new Reaped(ended, waiting);
    }

    /** Ends what can be ended now; a failure is reported and does not stop the work in hand. */
    void byTheWay() {
        Instant now = home.now();
        long start = System.nanoTime();
        Optional<Instant> last = home.store().agenda().ahead(now);
        List<Agenda.Due> all = home.store().agenda().due(now, false);
        if (last.isPresent()) {
            if (!all.isEmpty()) {
                home.progress().warn(ahead(now, last.get()) + ": no leases or credentials are ended yet; " + hint(now));
            }
            return;
        }
        for (Agenda.Due due : all) {
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
        home.progress()
                .warn("the lease of " + ended.addon() + (ended.app() == null ? "" : " on " + ended.app())
                        + " expired: it is destroyed with its data");
    }

    private void putOff(Agenda.Due due, VektraException trouble) {
        // a disabled service is not worth a warning each minute
        if (trouble.kind() != Kind.CONFLICT) {
            home.progress()
                    .warn(due.addon() + " expired, but " + trouble.getMessage()
                            + "; tried again in a minute, or at once by " + Next.of("addons:reap"));
        }
        try {
            home.store().agenda().putOff(due);
        } catch (VektraException readOnly) {
            home.progress().doing("postponing " + due.addon());
        }
    }

    private Optional<Ended> end(Agenda.Due due, Instant now, boolean patient) {
        Tenant meant = home.lookup().tenant(due.addon()).orElse(null);
        List<Locks.Name> locks =
                meant == null ? List.of(Locks.Name.alone(Locks.Name.Kind.ADDON, due.addon())) : meant.locks();
        Optional<Store.Session> opened = home.open(locks, patient);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        if (meant == null) {
            forgetNobodys(opened.get(), due);
            return Optional.empty();
        }
        // other apps than those locked: an app that attached it comes after this, and so does the next command
        Optional<Held> held = Held.of(opened.get(), meant, locks);
        if (held.isEmpty()) {
            return Optional.empty();
        }
        try (Held all = held.get()) {
            return end(all, due, now, patient);
        }
    }

    private void forgetNobodys(Store.Session locked, Agenda.Due due) {
        try (Store.Session session = locked) {
            if (Tenant.of(session, due.addon()).isEmpty()) {
                home.store().agenda().forget(due);
            }
        }
    }

    private Optional<Ended> end(Held held, Agenda.Due due, Instant now, boolean patient) {
        Tenant tenant = held.tenant();
        Former former = tenant.addon().former();
        if (tenant.addon().isOver(now)) {
            return Optional.of(expire(held, patient));
        }
        List<Seat> over = retiring(tenant, now);
        if (!over.isEmpty()) {
            return Optional.of(retire(held, over, now, patient));
        }
        if (former != null && former.isOver(now)) {
            return Optional.of(forget(held, former, patient));
        }
        home.store().agenda().forget(due);
        return Optional.empty();
    }

    private static List<Seat> retiring(Tenant tenant, Instant now) {
        return tenant.seats().stream()
                .filter(seat -> seat.attachment().retiring().stream().anyMatch(old -> old.isOver(now)))
                .toList();
    }

    private Ended expire(Held held, boolean patient) {
        Addon addon = held.tenant().addon();
        if (addon.server() == null) {
            require(addon, patient);
        }
        App without = new Destroy(home)
                .delete(held.session(), held.tenant(), COMMAND, "Expire", new Loss(addon, null, List.of(), List.of()))
                .app();
        return new Ended(
                addon.name(),
                without == null ? null : without.name(),
                without == null ? null : without.release(),
                List.of(),
                true);
    }

    /** Ends what an add-on was before its plan changed. */
    private Ended forget(Held held, Former former, boolean patient) {
        Tenant tenant = held.tenant();
        if (former.server() == null) {
            require(
                    home.lookup(held.session())
                            .enabled(tenant.addon().service())
                            .server(),
                    tenant.addon(),
                    patient);
        }
        held.session()
                .commit(
                        Deed.of(COMMAND).with("outcome", "deleted what was kept of " + former.plan()),
                        List.of(tenant.put(tenant.addon().withoutFormer())),
                        List.of(Step.forget(tenant.addon().service(), former)));
        return new Ended(tenant.addon().name(), tenant.app(), null, List.of(), false);
    }

    private Ended retire(Held held, List<Seat> over, Instant now, boolean patient) {
        Tenant tenant = held.tenant();
        Addon addon = tenant.addon();
        require(addon, patient);
        List<Store.Write> writes = new ArrayList<>();
        List<Step> finish = new ArrayList<>();
        for (App app : tenant.apps()) {
            List<Attachment> kept = new ArrayList<>();
            for (Seat seat : over) {
                if (seat.app().equals(app.name())) {
                    List<Retiring> rest = new ArrayList<>(seat.attachment().retiring());
                    rest.removeIf(old -> old.isOver(now));
                    kept.add(seat.attachment().retiring(rest));
                }
            }
            if (!kept.isEmpty()) {
                writes.add(new Store.Write.PutApp(app.withAttachments(kept), null));
            }
        }
        over.forEach(seat -> seat.attachment().retiring().stream()
                .filter(old -> old.isOver(now))
                .forEach(old -> finish.add(Step.revoke(addon, old.id()))));
        held.session().commit(Deed.of(COMMAND).with("outcome", "revoked earlier credentials"), writes, finish);
        return new Ended(
                addon.name(),
                tenant.app(),
                null,
                over.stream().map(seat -> seat.attachment().name()).toList(),
                false);
    }

    /** A server that is to be asked must answer first, so that nothing is left half done. */
    private void require(Addon addon, boolean patient) {
        Server server = home.lookup()
                .serverInUse(addon)
                .orElseThrow(() -> VektraException.conflict("the service " + addon.service() + " is disabled", null));
        require(server, addon, patient);
    }

    private void require(Server server, Addon addon, boolean patient) {
        if (patient) {
            home.ensureAnswering(server);
        } else {
            // asks and starts nothing: a server that was stopped stays so
            home.providers().of(addon.service()).ping(server);
        }
    }
}
