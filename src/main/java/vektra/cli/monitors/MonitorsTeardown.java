package vektra.cli.monitors;

import vektra.cli.command.Changing;
import vektra.cli.command.ExitCode;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.model.text.Kind;
import vektra.monitors.canary.Canaries;
import vektra.monitors.canary.Standing;

/** Destroys what monitors:setup and canaries:create made. */
public final class MonitorsTeardown extends VektraCommand<Canaries.Ended> implements Changing {
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

    @Override
    public int code(Canaries.Ended ended) {
        return ended.left().isEmpty() ? ExitCode.DONE : ExitCode.of(Kind.PARTIAL);
    }

    @Override
    public void print(Canaries.Ended ended, Output out) {
        if (ended.destroyed().isEmpty() && ended.left().isEmpty()) {
            out.line("Nothing to do: there are no canaries");
        }
        CanaryParts.print(ended, out);
    }

    @Override
    public Object json(Canaries.Ended ended) {
        return CanaryParts.json(ended);
    }
}
