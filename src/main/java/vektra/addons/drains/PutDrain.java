package vektra.addons.drains;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Options;
import vektra.addons.core.Providers;
import vektra.model.logs.Drain;
import vektra.model.logs.DrainOptions;
import vektra.model.name.AppName;
import vektra.model.name.DrainName;
import vektra.model.name.ServiceName;
import vektra.model.service.Service;
import vektra.model.text.Input;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Locks;
import vektra.spi.LogDrain;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/** Makes a drain, or changes one. */
public record PutDrain(Engine engine, Providers providers, History history) {
    private static final int LONGEST_NAME = 63;
    private static final Text ANOTHER_NAME = Text.of("choose another name: ", Input.of("name", "NAME"));

    /**
     * What is asked for.
     *
     * @param name null for the service's own, or for a drain of one app one made of both
     * @param app null for the lines of all apps
     * @param given options by name, as typed
     * @param url null for the one that the drain has
     * @param secret the token or key, or null
     * @param check whether a destination that does not answer is an error
     */
    public record Request(
            ServiceName service,
            @Nullable DrainName name,
            @Nullable AppName app,
            Map<String, String> given,
            @Nullable Secret url,
            @Nullable Secret secret,
            boolean check) {

        private String command() {
            return app == null ? "addons:enable" : "drains:add";
        }
    }

    /** What the command did. */
    public enum Outcome {
        ENABLED,
        UNCHANGED,
        CHANGED
    }

    /**
     * The drain as it now is.
     *
     * @param changed the options that differ from before, with their new values
     * @param problem why the destination does not take lines now, or null
     */
    public record Done(
            Drain drain,
            Outcome outcome,
            Map<String, String> changed,
            @Nullable VektraException problem) {}

    /** Makes the drain, or changes it; the same again changes nothing. */
    public Done put(Request request) {
        LogDrain kind = providers.drains().of(request.service());
        Map<String, String> checked = Options.checked(kind.service(), request.given());
        AppName app = request.app();
        if (app == null) {
            DrainName name =
                    request.name() == null ? new DrainName(request.service().value()) : request.name();
            return under(List.of(Locks.Name.ofDrain(name)), kind, request, name, checked);
        }
        engine.lookup().app(app);
        DrainName name = request.name() == null ? free(kind, request, app, checked) : request.name();
        List<Locks.Name> locks = List.of(Locks.Name.alone(Locks.Name.Kind.APP, app), Locks.Name.ofDrain(name));
        return under(locks, kind, request, name, checked);
    }

    private Done under(
            List<Locks.Name> locks, LogDrain kind, Request request, DrainName name, Map<String, String> checked) {
        refuseOthersName(name, request.service());
        try (Store.Session session = engine.open(locks)) {
            if (request.app() != null) {
                engine.lookup(session).app(request.app());
            }
            Optional<Drain> before = session.drain(name);
            before.ifPresent(known -> refuseOther(known, request));
            Drain wanted = wanted(kind, request, name, before, checked);
            Map<String, String> changed = new TreeMap<>(wanted.options());
            before.ifPresent(known ->
                    changed.entrySet().removeIf(option -> option.getValue().equals(known.option(option.getKey()))));
            VektraException problem = tried(wanted, request.check());
            if (before.filter(known -> same(known, wanted)).isPresent()) {
                return new Done(wanted, Outcome.UNCHANGED, Map.of(), problem);
            }
            session.commit(request.command(), List.of(new Store.Write.PutDrain(wanted)), List.of());
            return before.isEmpty()
                    ? new Done(wanted, Outcome.ENABLED, Map.of(), problem)
                    : new Done(wanted, Outcome.CHANGED, changed, problem);
        }
    }

    /** The drain of that name as the request would have it; empty when it is so already. Nothing is tried or written. */
    public Optional<Drain> planned(Snapshot at, DrainName name, Request request) {
        LogDrain kind = providers.drains().of(request.service());
        Map<String, String> checked = Options.checked(kind.service(), request.given());
        refuseOthersName(name, request.service());
        Optional<Drain> before = at.drain(name);
        before.ifPresent(known -> refuseOther(known, request));
        Drain wanted = wanted(kind, request, name, before, checked);
        return before.filter(known -> same(known, wanted)).isPresent() ? Optional.empty() : Optional.of(wanted);
    }

    private static boolean same(Drain known, Drain wanted) {
        return known.target().equals(wanted.target())
                && Objects.equals(known.secret(), wanted.secret())
                && known.options().equals(wanted.options());
    }

    /** The drain as it is to be; it stays the same one when only its place or its options change. */
    private Drain wanted(
            LogDrain kind, Request request, DrainName name, Optional<Drain> before, Map<String, String> checked) {
        Service service = kind.service();
        Map<String, String> options = new LinkedHashMap<>(Options.defaults(service));
        before.ifPresent(known -> options.putAll(known.options()));
        if (request.url() != null && request.url().reveal().contains("://")) {
            // its scheme says it
            options.remove(DrainOptions.SSL);
        }
        options.putAll(checked);
        String url = request.url() == null
                ? before.map(known -> place(known, checked)).orElseThrow(() -> noUrl(service))
                : request.url().reveal();
        Drain made = kind.drain(new LogDrain.Wanted(
                name, request.app(), url, request.secret(), options, history.now(), before.orElse(null)));
        return before.map(known -> new Drain(
                        name,
                        known.id(),
                        made.service(),
                        made.app(),
                        known.since(),
                        made.target(),
                        made.typed(),
                        made.secret(),
                        made.options()))
                .orElse(made);
    }

    /** Where the drain goes now; what its scheme says of TLS, a changed option says anew. */
    private static String place(Drain known, Map<String, String> changes) {
        return changes.containsKey(DrainOptions.SSL) ? known.target().replaceFirst("^.*://", "") : known.url();
    }

    private static VektraException noUrl(Service service) {
        return VektraException.invalid(
                Text.of("no ", Input.of(DrainOptions.URL), " for " + service.name()),
                Options.option(service, DrainOptions.URL).description());
    }

    private @Nullable VektraException tried(Drain drain, boolean check) {
        try {
            providers.drains().reach(drain);
            return null;
        } catch (VektraException e) {
            if (check || e.kind() != Kind.UNAVAILABLE) {
                throw e;
            }
            return e;
        }
    }

    /** A name that a service has is for drains of that service only: the service's own words mean it. */
    private void refuseOthersName(DrainName name, ServiceName service) {
        boolean taken = providers.drains().names().contains(name.value())
                || providers.names().contains(name.value());
        if (taken && !name.value().equals(service.value())) {
            throw VektraException.conflict(name + " is the name of another service", ANOTHER_NAME);
        }
    }

    private static void refuseOther(Drain known, Request request) {
        if (!known.service().equals(request.service())) {
            throw VektraException.conflict(
                    "the name " + known.name() + " is taken by a drain to " + known.service(), ANOTHER_NAME);
        }
        if (!Objects.equals(known.app(), request.app())) {
            throw VektraException.conflict(
                    "the name " + known.name() + " is taken by a drain of "
                            + (known.app() == null ? "all apps" : known.app()),
                    ANOTHER_NAME);
        }
    }

    /** The name of the app's drain that goes there already, else one that is free. */
    private DrainName free(LogDrain kind, Request request, AppName app, Map<String, String> checked) {
        if (request.url() == null) {
            throw noUrl(kind.service());
        }
        List<String> taken = new ArrayList<>();
        for (Drain known : engine.read().drains()) {
            taken.add(known.name().value());
            boolean mine = app.equals(known.app()) && known.service().equals(request.service());
            if (mine && goesTo(kind, request, known, checked)) {
                return known.name();
            }
        }
        String stem = request.service() + "-" + app;
        for (int n = 1; ; n++) {
            String end = n == 1 ? "" : "-" + n;
            String cut = stem.substring(0, Math.min(stem.length(), LONGEST_NAME - end.length()));
            String name = cut.replaceFirst("-+$", "") + end;
            if (!taken.contains(name)) {
                return new DrainName(name);
            }
        }
    }

    private boolean goesTo(LogDrain kind, Request request, Drain known, Map<String, String> checked) {
        return wanted(kind, request, known.name(), Optional.of(known), checked)
                .target()
                .equals(known.target());
    }
}
