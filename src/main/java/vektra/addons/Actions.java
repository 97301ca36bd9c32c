package vektra.addons;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Confirmation;
import vektra.addons.core.Held;
import vektra.addons.core.Installation;
import vektra.addons.core.Resolver;
import vektra.addons.core.Tenant;
import vektra.model.Action;
import vektra.model.ActionResult;
import vektra.model.Addon;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Figure;
import vektra.model.Nearest;
import vektra.model.Next;
import vektra.model.Server;
import vektra.model.Service;
import vektra.model.ServiceOption;
import vektra.model.Text;
import vektra.model.VektraException;
import vektra.spi.Deed;

/** Does what a service can do with an add-on, as its description lists it. */
public final class Actions {
    private final Installation home;

    public Actions(Installation home) {
        this.home = home;
    }

    /** The actions of one add-on. */
    public record Listed(Addon addon, List<Action> actions) {}

    /** What came of one. */
    public record Done(Addon addon, Action action, ActionResult result) {}

    public Listed list(String what, @Nullable AppName within) {
        Addon addon = new Resolver(home.lookup()).find(what, within).addon();
        return new Listed(addon, home.providers().of(addon.service()).service().actions());
    }

    /**
     * Does an action. One that loses data needs a confirmation by the app's or the add-on's name; an unknown one is
     * NOT_FOUND, an unknown parameter or a wrong value INVALID.
     *
     * @param given parameters as typed, by name
     */
    public Done run(
            String what, @Nullable AppName within, String name, Map<String, String> given, Confirmation confirmation) {
        home.settle();
        Resolver targets = new Resolver(home.lookup());
        Tenant tenant = targets.find(what, within);
        Addon addon = tenant.addon();
        Service service = home.providers().of(addon.service()).service();
        Action action = service.action(name);
        Map<String, String> params = checked(service, action, given);
        Provisioning.requireDone(addon);
        if (action.destructive()) {
            targets.doomed(what, within);
            confirmation.require("this replaces or deletes data of " + addon.name(), tenant.confirmedBy());
        }
        Deed deed = deed(tenant, action, params);
        ActionResult result = switch (name) {
            case "backup" -> new Backups(home, deed).make(addon);
            case "backups" -> new Backups(home, deed).list(addon);
            case "restore" -> new Backups(home, deed).restore(addon, params.get("backup"));
            case "rotate" -> rotate(tenant, deed);
            default ->
                name.equals(service.elsewhere().client())
                        ? interactive(tenant, within)
                        : own(tenant, action, params, deed);
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
                            known.isEmpty()
                                    ? "it takes none"
                                    : Nearest.to(name, known)
                                            .map(near -> "did you mean " + near + "=?")
                                            .orElse("known: " + String.join(", ", known))));
            params.put(name, param.check(value));
        });
        return params;
    }

    /** What the audit says of it: its parameters are no secrets, since actions print them. */
    private static Deed deed(Tenant tenant, Action action, Map<String, String> params) {
        Deed deed = Deed.of("addons:action")
                .with(
                        "apps",
                        tenant.apps().stream().map(app -> app.name().value()).toList())
                .with("addons", List.of(tenant.addon().name().value()))
                .with("action", action.name());
        return params.isEmpty() ? deed : deed.with("arguments", params);
    }

    /** One that takes parameters and is given none shows what they can be. */
    private static boolean looks(Action action, Map<String, String> params) {
        return !action.params().isEmpty() && params.isEmpty();
    }

    /** What its provider does. */
    private ActionResult own(Tenant tenant, Action action, Map<String, String> params, Deed deed) {
        return action.readOnly() || looks(action, params)
                ? act(tenant, action, params)
                : actAlone(tenant.addon(), action, params, deed);
    }

    /** While no other process can change the add-on. */
    private ActionResult actAlone(Addon addon, Action action, Map<String, String> params, Deed deed) {
        try (Held held = Held.of(home, addon.name().value(), null, List.of())) {
            held.session().attempt(deed, List.of());
            ActionResult result = act(held.tenant(), action, params);
            held.session().commit(deed.with("outcome", result.message().toString()), List.of(), List.of());
            return result;
        }
    }

    private ActionResult act(Tenant tenant, Action action, Map<String, String> params) {
        Addon addon = tenant.addon();
        Server server = home.lookup().serverOf(addon);
        home.ensureAnswering(server);
        return home.providers()
                .of(addon.service())
                .abilities()
                .actions()
                .orElseThrow()
                .act(server, addon.resource(), action.name(), params, tenant.credentials());
    }

    /** A client that asks back needs a terminal, which an action has not. */
    private static ActionResult interactive(Tenant tenant, @Nullable AppName within) {
        AppName app = within == null ? tenant.app() : within;
        return ActionResult.done(Text.of(
                "On a terminal, type: ",
                Next.of("addons:connect", tenant.addon().name()).app(app)));
    }

    /** New credentials for every app that has it, one after the other, each in a release of its own. */
    private ActionResult rotate(Tenant tenant, Deed deed) {
        List<Map<String, Figure>> rows = new ArrayList<>();
        for (App app : tenant.apps()) {
            if (!app.attachmentsOf(tenant.addon().name()).isEmpty()) {
                Deed ofApp = deed.with("apps", List.of(app.name().value()));
                Rotate.Rotated rotated = new Rotate(home, ofApp)
                        .rotate(new Rotate.Request(
                                app.name(), tenant.addon().name().value(), null, null));
                Map<String, Figure> row = new LinkedHashMap<>();
                row.put("app", Figure.of(app.name().value()));
                row.put("release", Figure.of("v" + rotated.app().release()));
                rows.add(row);
            }
        }
        if (rows.isEmpty()) {
            throw VektraException.conflict(
                    tenant.addon().name() + " is attached to no app, so it has no credentials", null);
        }
        return new ActionResult("New credentials for " + tenant.addon().name() + "; the old ones are revoked", rows);
    }
}
