package vektra.cli.addons;

import org.jspecify.annotations.Nullable;
import vektra.addons.resources.Resources;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.ResourceCommand;
import vektra.model.name.AppName;

/**
 * A command on one add-on, which is also one on a resource, as Convox names it.
 *
 * @param <R> the result
 */
abstract class TargetCommand<R> extends AppCommand<R> {
    private final Param<String> what;
    private final @Nullable Flag rack;

    /** @param resource whether it is the command on a resource */
    TargetCommand(boolean resource) {
        what = resource
                ? argument("RESOURCE", "the name of a resource", t -> t)
                : argument("ADDON", "an add-on, or with -a a service or an attachment", t -> t);
        rack = resource ? flag(ResourceCommand.RACK, "of the rack: vektra rack resources …") : null;
    }

    /**
     * What is meant.
     *
     * @param within the app in whose eyes; null for a global name
     */
    record Target(String what, @Nullable AppName within) {}

    final Target target(Invocation with) {
        if (rack == null) {
            return new Target(what.get(), with.appIfAny(givenApp()));
        }
        AppName owner = rack.isSet() ? Resources.RACK : app(with);
        String addon =
                with.verbs().resources(owner).find(what.get()).addon().name().value();
        return new Target(addon, owner);
    }
}
