package vektra.cli.canaries;

import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.model.text.VektraException;
import vektra.monitors.canary.Canaries;

/** Destroys canaries with their data. */
public final class CanariesDestroy extends CanaryEnding {
    private final Param<String> name = optionalArgument("NAME", "the canary", text -> text);
    private final Flag all = flag("--all", "all canaries of this home");
    private final Param<String> confirm =
            option("--confirm", "NAME", "the canary's name again; " + Canaries.ALL + " with --all");

    @Override
    public Canaries.Ended run(Invocation with) {
        String one = name.orNull();
        if (all.isSet() == (one != null)) {
            throw VektraException.invalid("which canary?", "its name, or --all; see: vektra canaries");
        }
        Canaries canaries = CanaryParts.of(with);
        return one == null
                ? canaries.destroyAll(with.confirmation(confirm), "canaries:destroy")
                : canaries.destroy(one, with.confirmation(confirm));
    }
}
