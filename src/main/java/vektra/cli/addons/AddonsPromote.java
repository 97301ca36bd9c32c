package vektra.cli.addons;

import java.util.List;
import vektra.addons.Promote;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.model.name.AppName;

/** Makes one of several add-ons the one that an app finds under the usual names. */
public final class AddonsPromote extends AppCommand<Promote.Promoted> implements Changing {
    private final Param<String> what = argument("ADDON", "an attachment of the app, or its add-on", t -> t);

    @Override
    public Promote.Promoted run(Invocation with) {
        return with.verbs().promote().promote(app(with), what.get());
    }

    @Override
    public void print(Promote.Promoted result, Output out) {
        String what = result.addon().name() + " is " + result.attachment().name() + " of "
                + result.app().name();
        out.line((result.already() ? "Nothing to do: " + what : "Now " + what));
        if (!result.already()) {
            AddonText.set(result.app(), result.attachment(), out);
        }
    }

    @Override
    public List<AppName> changed(Promote.Promoted result) {
        return result.already() ? List.of() : AddonText.changed(result.app(), result.attachment());
    }

    @Override
    public Object json(Promote.Promoted result) {
        return AddonText.json(result.app(), result.addon(), result.attachment(), !result.already());
    }
}
