package vektra.cli.addons;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.Inspect;
import vektra.addons.Inventory;
import vektra.addons.core.AddonUse;
import vektra.addons.services.Catalogue;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.Sight;
import vektra.cli.plans.AddonsPlans;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.json.Json;
import vektra.model.addon.Addon;
import vektra.model.name.AppName;
import vektra.model.service.Action;
import vektra.model.text.Figure;
import vektra.model.text.Shown;

/** Shows everything about one add-on. */
public final class AddonsInfo extends AppCommand<AddonsInfo.Info> {
    private final Param<String> what = argument("ADDON", "an add-on, or with -a a service or an attachment", t -> t);
    private final Flag reveal = flag("--reveal", "show passwords");

    /**
     * An add-on with what its plan and its service say.
     *
     * @param limits what bounds it now: option to value
     * @param sight what the caller gets to see, such as how to connect
     */
    record Info(Inspect.Details details, Map<String, String> limits, List<Action> actions, Sight sight) {}

    @Override
    public Info run(Invocation with) {
        Inspect.Details details = with.verbs().inspect().of(what.get(), with.appIfAny(givenApp()));
        Addon addon = details.row().addon();
        var service = with.verbs().catalogue().describe(addon.service());
        return new Info(
                details,
                Catalogue.limits(service.plan(addon.plan()), details.server().options()),
                service.actions(),
                with.sight());
    }

    @Override
    public void print(Info info, Output out) {
        Inventory.Row row = info.details().row();
        Addon addon = row.addon();
        List<List<String>> pairs = new ArrayList<>();
        pairs.add(List.of("Name", addon.name().value()));
        pairs.add(List.of("Plan", addon.fullPlan()));
        pairs.add(List.of("State", Views.word(addon.state())));
        pairs.add(List.of(
                "Owning app", row.owner() == null ? "(none)" : row.owner().value()));
        pairs.add(List.of("Created at", Shown.time(addon.createdAt())));
        if (addon.expiresAt() != null) {
            pairs.add(List.of("Expires at", Shown.time(addon.expiresAt())));
        }
        if (addon.former() != null) {
            pairs.add(List.of(
                    "Previous plan",
                    addon.service() + ":" + addon.former().plan() + ", kept until "
                            + Shown.time(addon.former().until())));
        }
        pairs.add(List.of("Limits", AddonsPlans.limits(info.limits())));
        pairs.add(List.of(
                "Actions",
                info.actions().isEmpty()
                        ? "-"
                        : String.join(
                                ", ", info.actions().stream().map(Action::name).toList())));
        pairs.addAll(server(info.details()));
        info.details().attached().forEach(attached -> pairs.addAll(use(info, attached, row.owner())));
        out.pairs(pairs);
    }

    private static List<List<String>> server(Inspect.Details info) {
        List<List<String>> pairs = new ArrayList<>();
        pairs.add(List.of("Server", info.server().at() + " (" + info.server().version() + ")"));
        if (info.authority() != null) {
            pairs.add(List.of("TLS", "verified with " + info.authority()));
        }
        if (info.observation() == null) {
            pairs.add(List.of("Problem", String.valueOf(info.problem())));
        } else {
            pairs.add(List.of("Provisioned on server", info.observation().exists() ? "yes" : "no"));
            info.observation()
                    .figures()
                    .forEach((label, figure) -> pairs.add(List.of(Output.capital(label), figure.shown())));
        }
        return pairs;
    }

    private List<List<String>> use(Info info, Inspect.Attached attached, @Nullable AppName owner) {
        AddonUse use = attached.use();
        List<List<String>> pairs = new ArrayList<>();
        String name = use.attachment().name().value();
        pairs.add(List.of("Attached as", use.app().equals(owner) ? name : name + " on " + use.app()));
        use.attachment().vars().keySet().forEach(var -> pairs.add(List.of("  sets", var)));
        use.attachment()
                .retiring()
                .forEach(old -> pairs.add(List.of("  old login", "until " + Shown.time(old.until()))));
        shown(info, attached).forEach((label, url) -> pairs.add(List.of("  " + label, url)));
        return pairs;
    }

    private Map<String, String> shown(Info info, Inspect.Attached attached) {
        // another app logs in by itself, also to what the caller owns
        if (!info.sight().ofSecrets() || !info.sight().of(attached.use().app())) {
            return Map.of();
        }
        Map<String, String> shown = new LinkedHashMap<>();
        String password = attached.use().attachment().credentials().password().reveal();
        attached.connection().forEach((label, text) -> {
            boolean hidden = !reveal.isSet() && !password.isEmpty();
            shown.put(label, hidden ? text.replace(password, "****") : text);
        });
        return shown;
    }

    @Override
    public Object json(Info result) {
        Inspect.Details info = result.details();
        AppName owner = info.row().owner();
        List<AddonUse> elsewhere = info.attached().stream()
                .map(Inspect.Attached::use)
                .filter(use -> !use.app().equals(owner))
                .toList();
        Map<String, @Nullable Object> view = new LinkedHashMap<>(Views.row(info.row()));
        view.put("elsewhere", AddonText.uses(elsewhere));
        view.put("former", AddonText.former(info.row().addon().former()));
        view.put("limits", result.limits());
        view.put("actions", result.actions().stream().map(Action::name).toList());
        view.put("resource", info.row().addon().resource().facts());
        view.put("server", Views.server(info.server()));
        view.put("ca", info.authority() == null ? null : info.authority().toString());
        view.put("reachable", info.observation() != null);
        view.put("exists", info.observation() != null && info.observation().exists());
        view.put(
                "figures",
                info.observation() == null
                        ? Map.of()
                        : Figure.values(info.observation().figures()));
        view.put(
                "connections",
                info.attached().stream()
                        .map(a -> Json.map(
                                "app", a.use().app().value(),
                                "attachment", a.use().attachment().name().value(),
                                "urls", shown(result, a)))
                        .toList());
        return view;
    }
}
