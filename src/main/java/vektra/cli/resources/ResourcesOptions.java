package vektra.cli.resources;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.ResourceCommand;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.model.name.ServiceName;
import vektra.model.service.ServiceOption;

/** Lists the options of a type of resources, by name. */
public final class ResourcesOptions extends VektraCommand<List<ServiceOption>> {
    private final Param<ServiceName> type = argument("TYPE", "one that resources types lists", ServiceName::new);

    public ResourcesOptions() {
        flag(ResourceCommand.RACK, "the same options as those of apps");
    }

    @Override
    public List<ServiceOption> run(Invocation with) {
        return with.verbs().catalogue().describe(type.get()).options().stream()
                .sorted(Comparator.comparing(ServiceOption::name))
                .toList();
    }

    @Override
    public void print(List<ServiceOption> options, Output out) {
        out.table(
                List.of("name", "default", "description"),
                options.stream()
                        .map(option -> List.of(
                                option.name(), Objects.requireNonNullElse(option.defaultValue(), ""), option.help()))
                        .toList());
    }

    @Override
    public Object json(List<ServiceOption> options) {
        return options.stream().map(Views::option).toList();
    }
}
