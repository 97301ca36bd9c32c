package vektra.cli.addons;

import java.util.List;
import vektra.addons.Attach;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;

/** Lets an app see an add-on that is there, its own or another app's. */
public final class AddonsAttach extends AppCommand<Attach.Attached> implements Changing {
    private final Param<String> what = argument("ADDON", "an add-on, or APP::ATTACHMENT of another app", t -> t);
    private final Param<AttachmentName> as =
            option(List.of("--as"), "NAME", "attach under this name: sets NAME_URL", AttachmentName::typed);
    private final Param<String> confirm = option("--confirm", "APP", "set aside what has the names of its variables");

    @Override
    public Attach.Attached run(Invocation with) {
        AppName app = app(with);
        return with.verbs()
                .attach()
                .attach(new Attach.Request(what.get(), app, app, as.orNull(), Invocation.confirmed(confirm, app)));
    }

    @Override
    public void print(Attach.Attached result, Output out) {
        String what = result.addon().name() + " is attached to " + result.app().name() + " as "
                + result.attachment().name();
        if (result.already()) {
            out.line("Nothing to do: " + what);
            return;
        }
        boolean own = result.owner().equals(result.app().name());
        out.line("Attached " + result.addon().name() + (own ? "" : " of " + result.owner()) + " to "
                + result.app().name() + " as " + result.attachment().name());
        AddonText.set(result.app(), result.attachment(), out);
    }

    @Override
    public List<AppName> changed(Attach.Attached result) {
        return result.already() ? List.of() : AddonText.changed(result.app(), result.attachment());
    }

    @Override
    public Object json(Attach.Attached result) {
        return AddonText.json(
                result.app(), result.addon(), result.owner().value(), result.attachment(), !result.already());
    }
}
