package vektra.cli.addons;

import java.util.Map;
import vektra.cli.command.AppCommand;
import vektra.cli.command.ExitCode;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.remote.RemoteProgram;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.ShellPlan;
import vektra.model.service.Client;
import vektra.remote.RemoteServer;

/** Opens the interactive client of a service as the app. */
public final class AddonsConnect extends AppCommand<AddonsConnect.Opened> {
    private final Param<String> what = argument("SERVICE", "a service or an attachment", t -> t);

    /**
     * A client for the launcher to become, or one that has run.
     *
     * @param shown what would be run
     */
    record Opened(String plan, ShellPlan.Ready shown, int code) {}

    @Override
    public Opened run(Invocation with) {
        RemoteServer elsewhere = with.elsewhere();
        if (elsewhere == null) {
            Client client = with.verbs().connect().client(app(with), what.get());
            return new Opened(ShellPlan.exec(client), ShellPlan.shown(client), ExitCode.DONE);
        }
        RemoteProgram program = RemoteProgram.client(elsewhere, app(with), what.get());
        ShellPlan.Ready shown = ShellPlan.shown(new Client(program.command(), Map.of()));
        if (wantsJson()) {
            return new Opened("", shown, ExitCode.DONE);
        }
        RemoteProgram.Outcome done = program.client(with);
        return new Opened(done.plan(), shown, done.code());
    }

    @Override
    public int code(Opened opened) {
        return opened.code();
    }

    @Override
    public void print(Opened opened, Output out) {
        out.raw(opened.plan());
    }

    @Override
    public Object json(Opened opened) {
        return opened.shown();
    }
}
