package vektra.cli.services;

import java.util.List;
import vektra.addons.services.Disable;
import vektra.cli.command.Changing;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.text.VektraException;

/** Disables a service. */
public final class AddonsDisable extends VektraCommand<Disable.Disabled> implements Changing {
    private final Param<ServiceName> service = argument("SERVICE", "one that addons:services lists", ServiceName::new);
    private final Flag destroyData = flag("--destroy-data", "delete its server, its add-ons and all their data");
    private final Flag force = flag("--force", "unbind the apps that are bound to it");
    private final Flag withBackups =
            flag("--with-backups", "with --destroy-data: delete the backups too; else they are kept for 30 days");
    private final Param<String> confirm = option("--confirm", "SERVICE", "the service's name again, to delete data");

    @Override
    public Disable.Disabled run(Invocation with) {
        Disable disable = with.verbs().services().disable();
        if (destroyData.isSet()) {
            return disable.destroy(service.get(), force.isSet(), withBackups.isSet(), with.confirmation(confirm));
        }
        if (confirm.orNull() != null || withBackups.isSet()) {
            String option = withBackups.isSet() ? "--with-backups" : "--confirm";
            throw VektraException.invalid(
                    option + " goes with --destroy-data", "add --destroy-data, or leave " + option + " out");
        }
        return disable.disable(service.get(), force.isSet());
    }

    @Override
    public void print(Disable.Disabled result, Output out) {
        if (!result.unbound().isEmpty()) {
            out.line("Unbound " + String.join(", ", names(result.unbound())));
        }
        if (result.already()) {
            out.line("Nothing to do: " + result.service() + " is already disabled");
        } else if (result.dataDestroyed()) {
            out.line("Disabled " + result.service() + " and deleted its data");
        } else {
            out.line("Disabled " + result.service() + "; its data is kept for the next addons:enable");
        }
    }

    @Override
    public Object json(Disable.Disabled result) {
        return Json.map(
                "service", result.service().value(),
                "changed", !result.already(),
                "apps_unbound", names(result.unbound()),
                "data_destroyed", result.dataDestroyed(),
                "addons_destroyed", result.destroyed());
    }

    private static List<String> names(List<AppName> apps) {
        return apps.stream().map(AppName::value).toList();
    }
}
