package vektra.cli.addons;

import java.time.Instant;
import java.util.List;
import vektra.addons.Bind;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.json.Json;
import vektra.model.addon.Lifetime;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.PlanName;
import vektra.model.text.Shown;

/** Gives an app the add-on of a service. */
public final class AddonsBind extends AppCommand<Bind.Bound> implements Changing {
    private final Param<PlanName> what = argument("SERVICE[:PLAN]", "a service, and perhaps its plan", PlanName::typed);
    private final Param<AttachmentName> as = option(
            List.of("--as"),
            "NAME",
            "attach under this name: sets NAME_URL, not the default names",
            AttachmentName::typed);
    private final Param<Lifetime> ttl = option(
            List.of("--ttl"),
            "TIME",
            "destroy the add-on with its data this long from now: 90s, 10m, 2h or 7d",
            Lifetime::parse);
    private final Flag force = flag("--force", "set your own variables of the same names aside until unbind");

    @Override
    public Bind.Bound run(Invocation with) {
        return with.verbs()
                .bind()
                .bind(new Bind.Request(
                        app(with), what.get().service(), what.get().plan(), as.orNull(), ttl.orNull(), force.isSet()));
    }

    @Override
    public void print(Bind.Bound bound, Output out) {
        String names = String.join(", ", bound.app().standing(bound.attachment()));
        String what = bound.addon().name() + " to " + bound.app().name() + " as "
                + bound.attachment().name();
        Instant end = bound.addon().expiresAt();
        if (bound.already() && ttl.orNull() != null && end != null) {
            out.line(bound.addon().name() + " is already attached to "
                    + bound.app().name() + " as "
                    + bound.attachment().name() + "; it now expires at " + Shown.time(end));
            return;
        }
        if (bound.already()) {
            out.line("Nothing to do: " + bound.addon().name() + " is already attached to "
                    + bound.app().name() + " as " + bound.attachment().name() + " (" + names + ")");
            return;
        }
        out.line("Bound " + what);
        out.line("Set " + names + " (v" + bound.app().release() + ")");
        if (end != null) {
            out.line("Expires with its data at " + Shown.time(end));
        }
        out.next("Next: vektra run -a " + bound.app().name() + " -- YOUR PROGRAM");
    }

    @Override
    public List<AppName> changed(Bind.Bound result) {
        return result.already() ? List.of() : AddonText.added(result.app(), result.attachment());
    }

    @Override
    public Object json(Bind.Bound bound) {
        return Json.map(
                "app", bound.app().name().value(),
                "release", bound.app().release(),
                "changed", !bound.already() || ttl.orNull() != null,
                "attachment", Views.attachment(bound.attachment()),
                "addon", Views.addon(bound.addon(), bound.app().name().value(), List.of(bound.attachment())));
    }
}
