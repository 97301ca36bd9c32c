package vektra.cli.resources;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vektra.addons.resources.Resources;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.ResourceCommand;
import vektra.cli.terminal.Output;

/** Lists the resources of an app or of the rack. */
public final class ResourcesList extends ResourceCommand<List<ResourceRow>> {
    private final Flag reveal = flag("--reveal", "show passwords");
    private final Flag status = flag("--status", "add the status");

    @Override
    public List<ResourceRow> run(Invocation with) {
        Resources resources = resources(with);
        return Stream.concat(
                        resources.list().stream().map(one -> ResourceRow.of(one, reveal.isSet())),
                        resources.external().stream().map(one -> ResourceRow.of(one, reveal.isSet())))
                .toList();
    }

    @Override
    public void print(List<ResourceRow> all, Output out) {
        List<String> heads = new ArrayList<>(List.of("name", "type"));
        if (!ofRack()) {
            heads.add("url");
        }
        if (ofRack() || status.isSet()) {
            heads.add("status");
        }
        out.table(heads, all.stream().map(this::cells).toList());
    }

    private List<String> cells(ResourceRow resource) {
        List<String> cells = new ArrayList<>(List.of(resource.name(), resource.type()));
        if (!ofRack()) {
            cells.add(resource.shownUrl());
        }
        if (ofRack() || status.isSet()) {
            cells.add(resource.status());
        }
        return cells;
    }

    @Override
    public Object json(List<ResourceRow> all) {
        return all.stream().map(ResourceRow::json).toList();
    }
}
