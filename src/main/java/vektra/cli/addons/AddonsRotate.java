package vektra.cli.addons;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vektra.addons.Rotate;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.json.Json;
import vektra.model.addon.Lifetime;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.text.Shown;

/** Gives an app new credentials for an add-on. */
public final class AddonsRotate extends AppCommand<Rotate.Rotated> implements Changing {
    private final Param<String> what = argument("SERVICE", "a service, an add-on or an attachment", t -> t);
    private final Param<AttachmentName> as =
            option(List.of("--as"), "NAME", "only the attachment of this name", AttachmentName::typed);
    private final Param<Lifetime> grace = option(
            List.of("--grace"),
            "TIME",
            "how long the old credentials go on working: 90s, 10m, 2h or 7d (default: not at all)",
            Lifetime::parse);

    @Override
    public Rotate.Rotated run(Invocation with) {
        return with.verbs().rotate().rotate(new Rotate.Request(app(with), what.get(), as.orNull(), grace.orNull()));
    }

    @Override
    public void print(Rotate.Rotated result, Output out) {
        String names = result.attachments().stream().map(a -> a.name().value()).collect(Collectors.joining(", "));
        Set<String> vars = vars(result);
        out.line("Rotated the credentials of " + result.addon().name() + " (" + names + ") of "
                + result.app().name());
        out.line((vars.isEmpty() ? "Set nothing" : "Set " + String.join(", ", vars)) + " (v"
                + result.app().release() + ")");
        out.line(
                result.oldUntil() == null
                        ? "The old credentials are revoked"
                        : "The old credentials work until " + Shown.time(result.oldUntil()));
    }

    /** Those that hold the new credentials. */
    private static Set<String> vars(Rotate.Rotated result) {
        Set<String> vars = new TreeSet<>();
        result.attachments()
                .forEach(attachment -> attachment.vars().keySet().stream()
                        .filter(var -> result.app()
                                .source(var)
                                .filter(a -> a.id().equals(attachment.id()))
                                .isPresent())
                        .forEach(vars::add));
        return vars;
    }

    @Override
    public List<AppName> changed(Rotate.Rotated result) {
        return vars(result).isEmpty() ? List.of() : List.of(result.app().name());
    }

    @Override
    public Object json(Rotate.Rotated result) {
        return Json.map(
                "app", result.app().name().value(),
                "release", result.app().release(),
                "addon", result.addon().name().value(),
                "attachments",
                        result.attachments().stream().map(Views::attachment).toList(),
                "old_until", Json.time(result.oldUntil()));
    }
}
