package vektra.cli.resources;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vektra.addons.core.Confirmation;
import vektra.addons.destroy.Destroy;
import vektra.addons.resources.Resources;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.ResourceCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.app.App;
import vektra.model.name.AppName;

/** Deletes a resource with its data. */
public final class ResourcesDelete extends ResourceCommand<Destroy.Destroyed> implements Changing {
    private final Param<String> what = argument("RESOURCE", "the name of a resource", t -> t);
    private final Param<String> confirm = option("--confirm", "RESOURCE", "its name again");

    @Override
    public Destroy.Destroyed run(Invocation with) {
        Resources.Named resource = resources(with).unlinked(what.get());
        Confirmation asked = with.confirmation(confirm);
        return with.verbs()
                .destroy()
                .destroy(resource.addon().name().value(), owner(with), false, (danger, accepted) -> {
                    List<String> names = new ArrayList<>(List.of(resource.name()));
                    names.addAll(accepted);
                    asked.require(danger, names.stream().distinct().toList());
                });
    }

    @Override
    public void print(Destroy.Destroyed result, Output out) {
        out.line("Deleting resource... OK");
    }

    @Override
    public List<AppName> changed(Destroy.Destroyed result) {
        return ofRack()
                ? List.of()
                : Stream.ofNullable(result.app()).map(App::name).toList();
    }

    @Override
    public Object json(Destroy.Destroyed result) {
        return Json.map(
                "addon",
                result.addon().name().value(),
                "size_bytes",
                result.loss().size());
    }
}
