package vektra.cli.addons;

import vektra.addons.Rename;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.name.AddonName;

/** Gives an add-on another global name. */
public final class AddonsRename extends AppCommand<Rename.Renamed> implements Changing {
    private final Param<String> what = argument("ADDON", "an add-on, or with -a a service or an attachment", t -> t);
    private final Param<AddonName> name = argument("NEW", "the new name", AddonName::new);

    @Override
    public Rename.Renamed run(Invocation with) {
        return with.verbs().rename().rename(what.get(), with.appIfAny(givenApp()), name.get());
    }

    @Override
    public void print(Rename.Renamed result, Output out) {
        boolean same = result.before().equals(result.addon().name());
        out.line((same ? "Nothing to do: it" : result.before()) + " is "
                + (same
                        ? "called " + result.before() + " already"
                        : "now called " + result.addon().name()));
    }

    @Override
    public Object json(Rename.Renamed result) {
        return Json.map(
                "changed",
                !result.before().equals(result.addon().name()),
                "before",
                result.before().value(),
                "name",
                result.addon().name().value(),
                "id",
                result.addon().id().value(),
                "app",
                result.owner() == null ? null : result.owner().name().value());
    }
}
