package vektra.cli.services;

import java.util.List;
import java.util.Objects;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.model.name.ServiceName;
import vektra.model.service.Service;

/** Lists the options of a service. */
public final class AddonsOptions extends VektraCommand<Service> {
    private final Param<ServiceName> service = argument("SERVICE", "one that addons:services lists", ServiceName::new);

    @Override
    public Service run(Invocation with) {
        return with.verbs().catalogue().describe(service.get());
    }

    @Override
    public void print(Service result, Output out) {
        out.table(
                List.of("name", "default", "description"),
                result.options().stream()
                        .map(option -> List.of(
                                option.name(), Objects.requireNonNullElse(option.defaultValue(), ""), option.help()))
                        .toList());
    }

    @Override
    public Object json(Service result) {
        return result.options().stream().map(Views::option).toList();
    }
}
