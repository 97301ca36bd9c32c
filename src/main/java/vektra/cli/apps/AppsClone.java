package vektra.cli.apps;

import java.util.Arrays;
import java.util.List;
import vektra.addons.clone.Clone;
import vektra.cli.command.Changing;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.json.Json;
import vektra.model.addon.Attachment;
import vektra.model.addon.Lifetime;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.text.Shown;

/** Makes an app like another one. */
public final class AppsClone extends VektraCommand<Clone.Cloned> implements Changing {
    private final Param<AppName> from = argument("FROM", "the app to clone, which is not changed", AppName::new);
    private final Param<AppName> to = argument("TO", "the name of the new app", AppName::new);
    private final Flag withData = flag("--with-data", "copy the data of its add-ons; else the new ones are empty");
    private final Param<List<String>> empty = option(
            List.of("--empty"),
            "NAME[,NAME...]",
            "copy no data of these: attachments, services or add-ons",
            names -> Arrays.asList(names.split(",")));
    private final Param<Lifetime> ttl = option(
            List.of("--ttl"),
            "TIME",
            "destroy the new app and its add-ons with their data this long from now: 90s, 10m, 2h or 7d",
            Lifetime::parse);

    @Override
    public Clone.Cloned run(Invocation with) {
        List<String> without = empty.orNull();
        return with.verbs()
                .clones()
                .make(new Clone.Request(
                        from.get(), to.get(), withData.isSet(), without == null ? List.of() : without, ttl.orNull()));
    }

    @Override
    public void print(Clone.Cloned result, Output out) {
        App app = result.app();
        out.line("Cloned " + result.from() + " to " + app.name());
        for (Attachment attachment : app.attachments()) {
            out.line("Attached " + attachment.addon() + " as " + attachment.name() + ", " + kind(result, attachment));
        }
        if (app.expiresAt() != null) {
            out.line("It expires with its add-ons and their data at " + Shown.time(app.expiresAt()));
        }
        result.notes().forEach(note -> out.say("Note: " + note));
        out.next("Next: vektra run -a " + app.name() + " -- YOUR PROGRAM");
    }

    private static String kind(Clone.Cloned result, Attachment attachment) {
        if (result.app().addon(attachment.addon()).isEmpty()) {
            return "shared with " + result.from();
        }
        return result.copied().contains(attachment.addon()) ? "with a copy of the data" : "empty";
    }

    @Override
    public Object json(Clone.Cloned result) {
        App app = result.app();
        return Json.map(
                "app",
                Views.app(app),
                "from",
                result.from().value(),
                "addons",
                app.addons().stream()
                        .map(addon -> Views.addon(addon, app.name().value(), app.attachmentsOf(addon.name())))
                        .toList(),
                "shared",
                app.borrowed().stream().map(Views::attachment).toList(),
                "with_data",
                result.copied().stream().map(name -> name.value()).toList(),
                "notes",
                result.notes());
    }
}
