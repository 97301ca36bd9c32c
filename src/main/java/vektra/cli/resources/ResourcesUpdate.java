package vektra.cli.resources;

import java.util.Map;
import java.util.Set;
import vektra.addons.resources.Update;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Optioned;
import vektra.cli.command.Param;
import vektra.cli.command.ResourceCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.addon.Addon;
import vektra.model.name.ServiceName;

/** Changes options of a resource that has a server of its own. */
public final class ResourcesUpdate extends ResourceCommand<Update.Updated> implements Changing, Optioned {
    private final Param<String> what = argument("RESOURCE", "the name of a resource", t -> t);
    private final Param<String> options = arguments("NAME=VALUE", "the options to change", t -> t);

    @Override
    public Update.Updated run(Invocation with) {
        return with.verbs().update().update(addon(with).name().value(), null, given());
    }

    private Addon addon(Invocation with) {
        return resources(with).find(what.get()).addon();
    }

    private Map<String, String> given() {
        return ResourceText.pairs(options.all(), "Key=Value");
    }

    @Override
    public Set<String> optionNames() {
        return given().keySet();
    }

    @Override
    public ServiceName optionsOf(Invocation with) {
        return addon(with).service();
    }

    @Override
    public void print(Update.Updated result, Output out) {
        out.line("Updating resource... OK");
        if (result.restart()) {
            out.say("Some take effect after: vektra addons:restart "
                    + result.addon().name());
        }
    }

    @Override
    public Object json(Update.Updated result) {
        return Json.map(
                "addon", result.addon().name().value(), "changed", result.changed(), "restart", result.restart());
    }
}
