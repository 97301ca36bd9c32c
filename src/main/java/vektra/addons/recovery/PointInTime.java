package vektra.addons.recovery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.core.Naming;
import vektra.addons.core.Options;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Resolver;
import vektra.addons.provision.Assembler;
import vektra.addons.provision.Assembly;
import vektra.model.addon.Addon;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.Id;
import vektra.model.service.Archive;
import vektra.model.service.Plan;
import vektra.model.service.Server;
import vektra.model.service.ServerOptions;
import vektra.model.service.ServiceOption;
import vektra.model.text.Input;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.Store;

/** Makes a new add-on with the data that another one had at a moment; that other one stays as it is. */
public record PointInTime(Assembler home, ServerLauncher launcher, Progress progress, History history) {
    private static final String COMMAND = "backups:restore";

    /**
     * What is to be made.
     *
     * @param what the add-on whose data are meant
     * @param name null for a random one
     * @param as null for the service's usual name, or where that is taken one with a color
     */
    public record Request(
            String what,
            @Nullable AppName within,
            Instant at,
            @Nullable AddonName name,
            @Nullable AttachmentName as) {}

    /** The add-on that was made, with the app that has it. */
    public record Made(App app, Addon addon, AttachmentName as, Addon source, Instant at) {
        /** What is said of it. */
        public String done() {
            return "Made " + addon.name() + " with the data of " + source.name() + " of " + Shown.time(at)
                    + ", and attached it to " + app.name() + " as " + as;
        }

        /** What makes the app use it instead. */
        public Next promote() {
            return Next.of("addons:promote", addon.name()).app(app.name());
        }
    }

    public Made make(Request request) {
        Engine engine = home.engine();
        engine.settle();
        Lookup before = engine.lookup();
        OwnedAddon owned = new Resolver(before).find(request.what(), request.within());
        Addon source = owned.addon();
        AppName app = app(request, owned);
        AddonProvider provider = home.providers().of(source.service());
        Plan plan = provider.service().plan(source.plan());
        before.enabled(source.service());
        before.spaces().requireCreate(app, source.service(), plan.name());
        requireFree(before, request.name());
        Server of = before.serverOf(source);
        Archive.Base base = base(archives(provider, source, of), source, of, request.at());
        Assembly assembly;
        AttachmentName as;
        AddonName name;
        try (Store.Session session = engine.open(List.of(
                Locks.Name.alone(Locks.Name.Kind.APP, app),
                Locks.Name.shared(Locks.Name.Kind.SERVICE, source.service())))) {
            Lookup at = engine.lookup(session);
            Deed deed = Deed.of(COMMAND)
                    .with("from", source.name().value())
                    .with("at", request.at().toString());
            assembly = home.in(session, deed);
            Addon planned = home.planned(at, at.app(app), source.service(), plan, request.name(), Options.like(source));
            name = planned.name();
            assembly.create(app, planned);
            String id = source.service() + "-recovery-" + Id.fresh().brief();
            assembly.fill(name, new Recovered(id, source, of, base, request.at(), provider, launcher, progress));
            as = request.as() == null ? Naming.attachment(assembly.app(app), provider.service()) : request.as();
            assembly.attach(app, name, as);
            assembly.carryOut("Restore " + source.name() + " of " + Shown.time(request.at()));
        }
        home.restock(assembly);
        App now = assembly.app(app);
        return new Made(now, now.addon(name).orElseThrow(), as, source, request.at());
    }

    private static AppName app(Request request, OwnedAddon owned) {
        return Optional.ofNullable(request.within())
                .or(() -> Optional.ofNullable(owned.app()))
                .orElseThrow(() -> VektraException.invalid(
                        owned.addon().name() + " has no app, and the new add-on needs one",
                        Text.of("add ", Input.of(Input.APP, "APP"))));
    }

    private static void requireFree(Lookup at, @Nullable AddonName name) {
        if (name != null && at.at().owner(name).isPresent()) {
            throw VektraException.conflict(
                    "an add-on called " + name + " already exists",
                    Text.of("choose another name, or leave ", Input.of("name"), " out"));
        }
    }

    private static Ability.Archives archives(AddonProvider provider, Addon source, Server of) {
        Ability.Archives able = provider.abilities()
                .archives()
                .orElseThrow(() -> VektraException.conflict(
                        source.service() + " keeps no archive, only backups: leave the time out",
                        Text.of("see: ", Next.of("backups", source.name()))));
        if (!able.keeps(of)) {
            throw VektraException.conflict(
                    "the server of " + source.name() + " keeps no archive"
                            + (of.managed() ? "" : ": it was adopted, and only a managed one does"),
                    of.managed()
                            ? Text.of(
                                    "for times from now on: ",
                                    Next.of("addons:enable", source.service())
                                            .with(ServerOptions.ARCHIVE, ServiceOption.ON))
                            : null);
        }
        return able;
    }

    /** The base backup to begin with, after what the server has written is in the archive. */
    private Archive.Base base(Ability.Archives able, Addon source, Server of, Instant at) {
        if (at.isAfter(history.now())) {
            throw VektraException.invalid(Shown.time(at) + " is in the future", null);
        }
        if (at.isBefore(source.createdAt())) {
            throw VektraException.conflict(
                    source.name() + " was created at " + Shown.time(source.createdAt()) + ", after " + Shown.time(at),
                    null);
        }
        Archive.Base base = begin(able.archive(of), of, at);
        if (!at.isAfter(base.reach())) {
            return base;
        }
        boolean follows = base.growing() && base.missing() == null && launcher.looksAlive(of);
        if (!follows) {
            throw VektraException.conflict(
                    "the archive of " + of.id() + " goes from " + Shown.time(base.finishedAt()) + " only to "
                            + Shown.time(base.reach())
                            + (base.missing() == null ? "" : ": " + base.missing() + " is missing in it"),
                    Text.of("the latest: ", Input.of("at", Shown.time(base.reach()))));
        }
        progress.doing("waiting for the archive of " + of.id());
        able.flush(of);
        return begin(able.archive(of), of, at);
    }

    private static Archive.Base begin(Archive archive, Server of, Instant at) {
        return archive.before(at)
                .orElseThrow(() -> archive.earliest()
                        .map(earliest -> VektraException.conflict(
                                "the archive of " + of.id() + " begins at " + Shown.time(ceiling(earliest)),
                                Text.of("the earliest: ", Input.of("at", Shown.time(ceiling(earliest))))))
                        .orElseGet(() -> VektraException.conflict(
                                "the archive of " + of.id() + " has no base backup yet",
                                Text.of("make one now: ", Next.of("backups:run")))));
    }

    /** Times are shown in seconds. */
    private static Instant ceiling(Instant time) {
        return Instant.ofEpochSecond(time.plusNanos(999_999_999).getEpochSecond());
    }
}
