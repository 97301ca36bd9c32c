package vektra.addons;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Confirmation;
import vektra.addons.core.Engine;
import vektra.addons.core.Held;
import vektra.addons.core.Lookup;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Providers;
import vektra.addons.core.Resolver;
import vektra.addons.data.Backups;
import vektra.model.addon.ActionResult;
import vektra.model.addon.Addon;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.service.Action;
import vektra.model.service.Server;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;
import vektra.model.text.Figure;
import vektra.model.text.Nearest;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Deed;

/** Does what a service can do with an add-on, as its description lists it. */
public record Actions(Engine engine, Providers providers, Rotate rotate, Backups backups) {
    /** The actions of one add-on. */
    public record Listed(Addon addon, List<Action> actions) {}

    /** The result of one. */
    public record Done(Addon addon, Action action, ActionResult result) {}

    public Listed list(String what, @Nullable AppName within) {
        Addon addon = new Resolver(engine.lookup()).find(what, within).addon();
        return new Listed(addon, providers.of(addon.service()).service().actions());
    }

    /**
     * Does an action. One that loses data needs a confirmation by the app's or the add-on's name; an unknown one is
     * NOT_FOUND, an unknown parameter or a wrong value INVALID.
     *
     * @param given parameters as typed, by name
     */
    public Done run(
            String what, @Nullable AppName within, String name, Map<String, String> given, Confirmation confirmation) {
        engine.settle();
        Resolver targets = new Resolver(engine.lookup());
        OwnedAddon owned = targets.find(what, within);
        Addon addon = owned.addon();
        Service service = providers.of(addon.service()).service();
        Action action = service.action(name);
        Map<String, String> params = checked(service, action, given);
        Lookup.requireReady(addon);
        if (action.destructive()) {
            targets.doomed(what, within);
            confirmation.require("this replaces or deletes data of " + addon.name(), owned.confirmedBy());
        }
        Deed deed = deed(owned, action, params);
        ActionResult result = switch (name) {
            case "backup" -> backups.make(addon, deed);
            case "backups" -> backups.list(addon);
            case "restore" -> backups.restore(addon, params.get("backup"), deed);
            case "reset" -> backups.reset(addon, deed);
            case "rotate" -> rotate(owned, deed);
            default ->
                name.equals(service.elsewhere().client())
                        ? interactive(owned, within)
                        : own(owned, action, params, deed);
        };
        return new Done(addon, action, result);
    }

    private static Map<String, String> checked(Service service, Action action, Map<String, String> given) {
        Map<String, String> params = new LinkedHashMap<>();
        for (ServiceOption param : action.params()) {
            if (param.defaultValue() != null) {
                params.put(param.name(), param.defaultValue());
            }
        }
        given.forEach((name, value) -> {
            List<String> known =
                    action.params().stream().map(ServiceOption::name).toList();
            ServiceOption param = action.param(name)
                    .orElseThrow(() -> VektraException.invalid(
                            action.name() + " of " + service.name() + " has no parameter " + name,
                            known.isEmpty() ? "it takes none" : Nearest.hint(name, known)));
            params.put(name, param.check(value));
        });
        return params;
    }

    /** What the audit says of it: its parameters are no secrets, since actions print them. */
    private static Deed deed(OwnedAddon owned, Action action, Map<String, String> params) {
        Deed deed = Deed.of("addons:action")
                .with(
                        "apps",
                        owned.apps().stream().map(app -> app.name().value()).toList())
                .with("addons", List.of(owned.addon().name().value()))
                .with("action", action.name());
        return params.isEmpty() ? deed : deed.with("arguments", params);
    }

    /** One that takes parameters and is given none shows what they can be. */
    private static boolean looks(Action action, Map<String, String> params) {
        return !action.params().isEmpty() && params.isEmpty();
    }

    /** What its provider does. */
    private ActionResult own(OwnedAddon owned, Action action, Map<String, String> params, Deed deed) {
        return action.readOnly() || looks(action, params)
                ? act(owned, action, params)
                : actAlone(owned.addon(), action, params, deed);
    }

    /** While no other process can change the add-on. */
    private ActionResult actAlone(Addon addon, Action action, Map<String, String> params, Deed deed) {
        try (Held held = Held.of(engine, addon.name().value(), null, List.of())) {
            held.session().attempt(deed, List.of());
            ActionResult result = act(held.owned(), action, params);
            held.session().commit(deed.with("outcome", result.message().toString()), List.of(), List.of());
            return result;
        }
    }

    private ActionResult act(OwnedAddon owned, Action action, Map<String, String> params) {
        Addon addon = owned.addon();
        Server server = engine.lookup().serverOf(addon);
        providers.ensureAnswering(server);
        return providers
                .of(addon.service())
                .abilities()
                .actions()
                .orElseThrow()
                .act(server, addon.resource(), action.name(), params, owned.credentials());
    }

    /** A client that asks back needs a terminal, which an action has not. */
    private static ActionResult interactive(OwnedAddon owned, @Nullable AppName within) {
        AppName app = within == null ? owned.app() : within;
        return ActionResult.done(Text.of(
                "On a terminal, type: ",
                Next.of("addons:connect", owned.addon().name()).app(app)));
    }

    /** New credentials for every app that has it, one after the other, each in a release of its own. */
    private ActionResult rotate(OwnedAddon owned, Deed deed) {
        List<Map<String, Figure>> rows = new ArrayList<>();
        for (App app : owned.apps()) {
            if (!app.attachmentsOf(owned.addon().name()).isEmpty()) {
                Deed ofApp = deed.with("apps", List.of(app.name().value()));
                Rotate.Rotated rotated = rotate.rotate(
                        new Rotate.Request(app.name(), owned.addon().name().value(), null, null), ofApp);
                Map<String, Figure> row = new LinkedHashMap<>();
                row.put("app", Figure.of(app.name().value()));
                row.put("release", Figure.of("v" + rotated.app().release()));
                rows.add(row);
            }
        }
        if (rows.isEmpty()) {
            throw VektraException.conflict(
                    owned.addon().name() + " is attached to no app, so it has no credentials", null);
        }
        return new ActionResult("New credentials for " + owned.addon().name() + "; the old ones are revoked", rows);
    }
}
