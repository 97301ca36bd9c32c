package vektra.cli.services;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.services.Enable;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.ServiceParams;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.json.Json;
import vektra.model.name.ServiceName;
import vektra.model.service.HostPort;
import vektra.model.service.ServerOptions;
import vektra.model.service.Service;

/** Enables a service; its options are those that the service describes. */
public final class AddonsEnable extends VektraCommand<Enable.Enabled> implements Changing {
    private final Param<ServiceName> service = argument("SERVICE", "one that addons:services lists", ServiceName::new);
    private final ServiceParams params;

    /** The command with the options of a service; null offers none, for a call that names no known service. */
    public AddonsEnable(@Nullable Service described) {
        params = new ServiceParams(this, described, true);
    }

    @Override
    public Enable.Enabled run(Invocation with) {
        return with.verbs().services().enable().enable(service.get(), params.given(), params.url(with));
    }

    @Override
    public void print(Enable.Enabled result, Output out) {
        String where =
                result.service().name() + " at " + result.service().server().at() + " (version "
                        + result.service().server().version() + ")";
        switch (result.outcome()) {
            case ENABLED -> out.line("Enabled " + where);
            case UNCHANGED -> out.line("Nothing to do: " + where + " is already enabled");
            case CHANGED -> out.line("Changed " + where + changes(result));
            case RESTART_NEEDED ->
                out.line("Changed " + where + changes(result) + "; takes effect after: vektra addons:restart "
                        + result.service().name());
        }
        listening(result, out);
        out.next("Next: vektra addons:bind " + result.service().name() + " -a APP");
    }

    /** An address that others can reach is said out loud. */
    private static void listening(Enable.Enabled result, Output out) {
        String listen = result.service().server().option(ServerOptions.LISTEN);
        if (!listen.isEmpty() && !HostPort.isLoopback(listen)) {
            out.say("Warning: " + result.service().name() + " listens on " + listen
                    + ": it can be reached from other hosts");
        }
    }

    private static String changes(Enable.Enabled result) {
        List<String> changes = result.changed().entrySet().stream()
                .map(change -> "--" + change.getKey() + " " + change.getValue())
                .toList();
        return changes.isEmpty() ? "" : ": " + String.join(", ", changes);
    }

    @Override
    public Object json(Enable.Enabled result) {
        return Json.map(
                "service",
                result.service().name().value(),
                "outcome",
                Views.word(result.outcome()),
                "changed",
                result.changed(),
                "server",
                Views.server(result.service().server()));
    }
}
