package vektra.addons;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vektra.addons.core.AddonUse;
import vektra.addons.core.Engine;
import vektra.addons.core.Lookup;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Providers;
import vektra.addons.core.Resolver;
import vektra.addons.drains.Drains;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.logs.Drain;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.service.ConfigVar;
import vektra.model.service.EnabledService;
import vektra.model.service.Server;
import vektra.model.service.ServerOptions;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;
import vektra.model.text.Kind;
import vektra.model.text.Nearest;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Ability;
import vektra.spi.Snapshot;

/** Tests add-ons as the apps that have them attached find them. Starts no server and settles nothing: it only looks. */
public record Trials(Engine engine, Providers providers) {
    /**
     * An add-on as one app has it.
     *
     * @param app whose config vars are used
     * @param vars by their documented names
     */
    public record Trial(AppName app, AddonName addon, Server server, Map<String, String> vars, Ability.Monitored able) {
        /** Uses it once; what does not work is UNAVAILABLE, within the time limit. */
        public void check(Duration timeout) {
            able.check(server, vars, timeout);
        }
    }

    /**
     * The add-on of that name, or {@code app::ATTACHMENT}. One that no app has attached, that is not there yet or whose
     * service has no built-in monitor is a CONFLICT; none is NOT_FOUND and names the nearest.
     */
    public Trial of(String text) {
        Lookup at = engine.lookup();
        OwnedAddon owned = find(at, text);
        Addon addon = owned.addon();
        Lookup.requireReady(addon);
        AddonUse use = use(owned, text);
        Service service = providers.of(addon.service()).service();
        Ability.Monitored able = providers
                .of(addon.service())
                .abilities()
                .monitored()
                .orElseThrow(() -> VektraException.conflict(
                        "the service " + addon.service() + " has no built-in monitor", "write one of your own"));
        Map<String, String> config = at.app(use.app()).config();
        return new Trial(
                use.app(), addon.name(), at.serverOf(addon), documented(service, use.attachment(), config), able);
    }

    private OwnedAddon find(Lookup at, String text) {
        try {
            return new Resolver(at).find(text, null);
        } catch (VektraException e) {
            List<String> known =
                    at.at().addonNames().stream().map(AddonName::value).toList();
            throw e.kind() == Kind.NOT_FOUND && !text.contains("::")
                    ? VektraException.notFound(
                            "no add-on " + Shown.quoted(text),
                            Nearest.question(text, known)
                                    .orElse(Text.of("see: ", Next.of("addons").with("all"))))
                    : e;
        }
    }

    /** Of the app that the text names, else of the owner, else of any other app. */
    private static AddonUse use(OwnedAddon owned, String text) {
        int of = text.indexOf("::");
        return owned.uses().stream()
                .filter(use -> of < 0 || use.app().value().equals(text.substring(0, of)))
                .findFirst()
                .orElseThrow(() -> VektraException.conflict(
                        "no app has " + owned.addon().name() + " attached, and its monitor uses an app's config vars",
                        Text.of(
                                "first: ",
                                Next.of("addons:attach", owned.addon().name()).app("APP"))));
    }

    /** Its config vars as the provider calls them; a common one may be another attachment's. */
    private static Map<String, String> documented(Service service, Attachment attachment, Map<String, String> config) {
        Map<String, String> vars = new LinkedHashMap<>();
        for (ConfigVar var : service.configVars()) {
            String name = service.varName(attachment.name(), var);
            String value = name == null ? null : attachment.vars().getOrDefault(name, config.get(name));
            if (value != null) {
                vars.put(var.name(), value);
            }
        }
        return vars;
    }

    /**
     * An add-on whose service has its add-ons tested.
     *
     * @param interval between two tests
     */
    public record Enrolled(AddonName addon, Duration interval) {}

    /** Those of the enabled services that say so, as far as an app has them attached; sorted by name. */
    public List<Enrolled> enrolled() {
        Snapshot at = engine.read();
        Map<ServiceName, Duration> intervals = new HashMap<>();
        at.services().stream()
                .filter(EnabledService::enabled)
                .forEach(service -> ServiceOption.interval(service.server().option(ServerOptions.MONITOR))
                        .ifPresent(interval -> intervals.put(service.name(), interval)));
        Map<AddonName, Duration> found = new TreeMap<>();
        // else no app is opened
        if (!intervals.isEmpty()) {
            at.appNames().stream()
                    .flatMap(name -> at.app(name).stream())
                    .forEach(app -> app.attachments().stream()
                            .filter(attachment -> intervals.containsKey(attachment.service()))
                            .filter(attachment -> app.addon(attachment.addon())
                                    .map(Addon::isReady)
                                    .orElse(true))
                            .forEach(attachment -> found.put(attachment.addon(), intervals.get(attachment.service()))));
        }
        return found.entrySet().stream()
                .map(one -> new Enrolled(one.getKey(), one.getValue()))
                .toList();
    }

    /** The drain of that name; none is NOT_FOUND. */
    public Drain drain(String name) {
        return new Drains(engine, providers.drains()).find(name);
    }
}
