package vektra.addons;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vektra.addons.verbs.Doors;
import vektra.fixture.memory.World;
import vektra.model.Token;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.service.EnabledService;
import vektra.spi.Snapshot;

/** A home and its servers in lines that say nothing of ids, secrets, ports and names that were picked at random. */
record HomeShape(Doors home, World world) {
    String text() {
        List<String> lines = new ArrayList<>();
        Snapshot at = home.store().read();
        for (EnabledService service : at.services()) {
            Map<String, String> options = new TreeMap<>(service.server().options());
            lines.add("service " + service.name() + " " + service.enabled() + " " + options);
        }
        for (AppName name : at.appNames()) {
            app(lines, at, at.app(name).orElseThrow());
        }
        at.ownerless().forEach(addon -> lines.add("ownerless " + addon(addon)));
        at.addonNames()
                .forEach(name -> lines.add(
                        "name " + name + " " + at.owner(name).orElseThrow().app()
                                + at.owner(name).orElseThrow().attached()));
        home.shelf()
                .retired(Instant.MAX)
                .forEach(kept -> lines.add("kept of " + kept.of().name() + " of "
                        + kept.of().app() + " until " + kept.until() + " backups "
                        + home.shelf().list(kept.of().id()).size()));
        at.drains()
                .forEach(drain -> lines.add(
                        "drain " + drain.name() + " " + drain.app() + " " + drain.target() + drain.options()));
        at.scheduled().stream()
                .flatMap(addon -> at.schedule(addon).stream())
                .forEach(schedule -> lines.add("schedule " + schedule + " "
                        + schedule.runs().made().size() + " made, "
                        + schedule.runs().made().stream()
                                .filter(made -> !made.copied())
                                .count() + " to copy, "
                        + schedule.runs().failures() + " failures, drilled "
                        + (schedule.runs().drill() != null)));
        lines.add("tokens " + at.tokens().stream().map(Token::name).toList());
        lines.add("spaces " + at.spaces());
        lines.add("log settings " + at.logSettings());
        world.states().forEach((id, state) -> lines.add("server " + id + " " + state));
        world.places().forEach(place -> lines.add("place " + place));
        return String.join("\n", lines.stream().map(HomeShape::plain).sorted().toList());
    }

    private static String plain(String line) {
        return line.replaceAll("(ledger|cache)-[a-z]+-[0-9]{5}", "$1-RANDOM")
                .replaceAll("\\b(LEDGER|CACHE)_(?!URL|SERVERS|NAMESPACE)[A-Z]+", "$1_COLOR");
    }

    private void app(List<String> lines, Snapshot at, App app) {
        lines.add("app " + app.name() + " v" + app.release() + " releases "
                + at.releases(app.name()).size());
        app.config().keySet().forEach(var -> lines.add("var of " + app.name() + " " + var));
        lines.add("own config of " + app.name() + " " + app.userConfig());
        if (app.declared().postdeployed()) {
            lines.add("postdeploy of " + app.name() + " has run");
        }
        app.addons()
                .forEach(addon -> lines.add("addon of " + app.name() + " " + addon(addon) + " backups "
                        + home.shelf().list(addon.id()).size()));
        for (Attachment attachment : app.attachments()) {
            lines.add("attachment of " + app.name() + " " + attachment.name() + " " + attachment.addon() + " retiring "
                    + attachment.retiring().size() + " replaced " + attachment.replaced());
        }
    }

    private static String addon(Addon addon) {
        return addon.name() + " " + addon.fullPlan() + " " + addon.state() + " until " + addon.expiresAt()
                + (addon.former() == null ? "" : " was " + addon.former().plan());
    }
}
