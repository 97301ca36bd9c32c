package vektra.cli.resources;

import java.util.List;
import vektra.cli.command.Invocation;
import vektra.cli.command.ResourceCommand;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;

/** Lists the types of resources. */
public final class ResourcesTypes extends VektraCommand<List<String>> {
    public ResourcesTypes() {
        flag(ResourceCommand.RACK, "the same types as those of apps");
    }

    @Override
    public List<String> run(Invocation with) {
        return with.verbs().catalogue().all().stream()
                .filter(service -> !service.shipsLogs())
                .map(service -> service.name().value())
                .sorted()
                .toList();
    }

    @Override
    public void print(List<String> types, Output out) {
        out.table(List.of("type"), types.stream().map(List::of).toList());
    }

    @Override
    public Object json(List<String> types) {
        return types.stream().map(type -> Json.map("type", type)).toList();
    }
}
