package vektra.cli.canaries;

import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.monitors.canary.Canaries;
import vektra.monitors.canary.Standing;

/** Destroys what monitors:setup and canaries:create made. */
public final class MonitorsTeardown extends CanaryEnding {
    private final Param<String> confirm = option(
            "--confirm", Canaries.ALL, "the word " + Canaries.ALL + ": all of them are destroyed with their data");

    @Override
    public Canaries.Ended run(Invocation with) {
        Canaries canaries = CanaryParts.of(with);
        if (with.planned() == null) {
            for (Standing one : canaries.list()) {
                String app =
                        one.app() == null ? "no app" : "the app " + one.app().name();
                with.terminal()
                        .say("Plan: destroy " + one.canary().name() + " (" + app + ", "
                                + one.state().word() + ")");
            }
        }
        return canaries.destroyAll(with.confirmation(confirm), "monitors:teardown");
    }
}
