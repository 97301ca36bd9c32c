package vektra.cli.resources;

import java.util.List;
import java.util.Set;
import vektra.addons.resources.Resources;
import vektra.cli.command.Changing;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Optioned;
import vektra.cli.command.Param;
import vektra.cli.command.ResourceCommand;
import vektra.cli.terminal.Output;
import vektra.model.name.PlanName;
import vektra.model.name.ServiceName;

/** Creates a resource. */
public final class ResourcesCreate extends ResourceCommand<Resources.Named> implements Changing, Optioned {
    private static final String PAIR = "Name=Value";

    private final Param<PlanName> type = argument("TYPE[:PLAN]", "one that resources types lists", PlanName::typed);
    private final Param<String> options =
            optionalArguments("NAME=VALUE", "options; the resource then gets its own server", t -> t);
    private final Param<String> name = option(
            List.of("-n", "--name"),
            "NAME",
            "the name of the resource (default: the type, with a number if necessary)",
            t -> t);
    private final Flag wait = flag("-w,--wait", "return when it is running");

    @Override
    public Resources.Named run(Invocation with) {
        return resources(with).create(type.get(), name.orNull(), ResourceText.pairs(options.all(), PAIR), wait.isSet());
    }

    @Override
    public Set<String> optionNames() {
        return ResourceText.pairs(options.all(), PAIR).keySet();
    }

    @Override
    public ServiceName optionsOf(Invocation with) {
        return type.get().service();
    }

    @Override
    public void print(Resources.Named made, Output out) {
        out.line("Creating resource... OK, " + made.name());
        if (!made.addon().isReady()) {
            out.say("It is provisioned in the background; to wait: vektra addons:wait "
                    + made.addon().name());
        }
    }

    @Override
    public Object json(Resources.Named made) {
        return ResourceRow.of(made, false).json();
    }
}
