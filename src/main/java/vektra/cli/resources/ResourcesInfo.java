package vektra.cli.resources;

import java.util.ArrayList;
import java.util.List;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.ResourceCommand;
import vektra.cli.terminal.Output;
import vektra.model.name.AppName;

/** Shows one resource. */
public final class ResourcesInfo extends ResourceCommand<ResourceRow> {
    private final Param<String> what = argument("RESOURCE", "the name of a resource", t -> t);
    private final Flag reveal = flag("--reveal", "show passwords");

    @Override
    public ResourceRow run(Invocation with) {
        return resources(with)
                .said(
                        what.get(),
                        external -> ResourceRow.of(external, reveal.isSet()),
                        named -> ResourceRow.of(named, reveal.isSet()));
    }

    @Override
    public void print(ResourceRow resource, Output out) {
        List<List<String>> pairs = new ArrayList<>();
        pairs.add(List.of("Name", resource.name()));
        pairs.add(List.of("Type", resource.type()));
        if (ofRack()) {
            pairs.add(List.of("Status", resource.status()));
            resource.options()
                    .forEach((name, value) ->
                            pairs.add(List.of(pairs.size() == 3 ? "Options" : "", name + "=" + value)));
        }
        pairs.add(List.of("URL", resource.shownUrl()));
        if (ofRack() && !resource.apps().isEmpty()) {
            pairs.add(List.of(
                    "Apps",
                    String.join(
                            ", ", resource.apps().stream().map(AppName::value).toList())));
        }
        out.pairs(pairs);
    }

    @Override
    public Object json(ResourceRow resource) {
        return resource.json();
    }
}
