package vektra.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vektra.addons.Inventory;
import vektra.model.Attachment;

/** Shows everything about one add-on. */
final class AddonsInfo extends AppCommand<Inventory.Details> {
    private final Param<String> what = argument("ADDON", "an add-on, or with -a a service or an attachment", t -> t);
    private final Flag reveal = flag("--reveal", "show passwords");

    @Override
    Inventory.Details run(Invocation with) {
        return new Inventory(with.home()).info(what.get(), with.appIfAny(givenApp()));
    }

    @Override
    void print(Inventory.Details info, Output out) {
        Inventory.Row row = info.row();
        List<List<String>> pairs = new ArrayList<>();
        pairs.add(List.of("Name", row.addon().name().value()));
        pairs.add(List.of("Plan", row.addon().fullPlan()));
        pairs.add(List.of("State", Views.word(row.addon().state())));
        pairs.add(List.of(
                "Owning app", row.owner() == null ? "(none)" : row.owner().value()));
        pairs.add(List.of("Created at", row.addon().createdAt().toString()));
        if (row.addon().expiresAt() != null) {
            pairs.add(List.of("Expires at", row.addon().expiresAt().toString()));
        }
        pairs.add(List.of("Server", info.server().host() + " (" + info.server().version() + ")"));
        if (info.observation() == null) {
            pairs.add(List.of("Trouble", String.valueOf(info.trouble())));
        } else {
            pairs.add(List.of("On server", info.observation().exists() ? "yes" : "no"));
            info.observation().figures().forEach((label, text) -> pairs.add(List.of(Output.capital(label), text)));
        }
        for (Inventory.Attached attached : info.attached()) {
            Attachment attachment = attached.seat().attachment();
            boolean own = attached.seat().app().equals(row.owner());
            pairs.add(List.of(
                    "Attached as",
                    attachment.name() + (own ? "" : " to " + attached.seat().app())));
            attachment.vars().keySet().forEach(name -> pairs.add(List.of("  sets", name)));
            attachment.retiring().forEach(old -> pairs.add(List.of("  old login", "until " + old.until())));
            shown(attached).forEach((label, url) -> pairs.add(List.of("  " + label, url)));
        }
        out.pairs(pairs);
    }

    private Map<String, String> shown(Inventory.Attached attached) {
        Map<String, String> shown = new LinkedHashMap<>();
        String password = attached.seat().attachment().credentials().password().reveal();
        attached.connection().forEach((label, text) -> {
            boolean hidden = !reveal.isSet() && !password.isEmpty();
            shown.put(label, hidden ? text.replace(password, "****") : text);
        });
        return shown;
    }

    @Override
    Object json(Inventory.Details info) {
        Map<String, Object> view = new LinkedHashMap<>(Views.row(info.row()));
        view.put("resource", info.row().addon().resource().facts());
        view.put("server", Views.server(info.server()));
        view.put("reachable", info.observation() != null);
        view.put("exists", info.observation() != null && info.observation().exists());
        view.put(
                "figures",
                info.observation() == null ? Map.of() : info.observation().figures());
        view.put(
                "connections",
                info.attached().stream()
                        .map(a -> Views.map(
                                "app", a.seat().app().value(),
                                "attachment", a.seat().attachment().name().value(),
                                "urls", shown(a)))
                        .toList());
        return view;
    }
}
