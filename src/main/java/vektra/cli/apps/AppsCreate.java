package vektra.cli.apps;

import vektra.addons.apps.Apps;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.json.Json;
import vektra.model.name.AppName;

/** Makes an app. */
public final class AppsCreate extends VektraCommand<Apps.Created> implements Changing {
    private final Param<AppName> name = argument("NEW", "the name of the new app", AppName::new);

    private String service = "";

    @Override
    public Apps.Created run(Invocation with) {
        service = with.verbs().catalogue().example();
        return with.verbs().apps().create(name.get());
    }

    @Override
    public void print(Apps.Created result, Output out) {
        out.line(
                result.already()
                        ? "Nothing to do: " + result.app().name() + " already exists"
                        : "Created " + result.app().name());
        out.next("Next: vektra addons:bind " + service + " -a " + result.app().name());
    }

    @Override
    public Object json(Apps.Created result) {
        return Json.map("changed", !result.already(), "app", Views.app(result.app()));
    }
}
