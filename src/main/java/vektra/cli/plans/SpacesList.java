package vektra.cli.plans;

import java.util.List;
import vektra.addons.apps.Spaces;
import vektra.cli.command.Invocation;
import vektra.cli.command.TagParams;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;

/** Lists the spaces with their tags and apps. */
public final class SpacesList extends VektraCommand<List<Spaces.Row>> {
    @Override
    public List<Spaces.Row> run(Invocation with) {
        return with.verbs().spaces().list();
    }

    @Override
    public void print(List<Spaces.Row> rows, Output out) {
        if (rows.isEmpty()) {
            out.say("No spaces.");
            return;
        }
        out.table(
                List.of("space", "tags", "apps"),
                rows.stream()
                        .map(row -> List.of(
                                row.space().name().value(),
                                TagParams.words(row.space().tags()),
                                String.valueOf(row.apps().size())))
                        .toList());
    }

    @Override
    public Object json(List<Spaces.Row> rows) {
        return rows.stream()
                .map(row -> Json.map(
                        "name", row.space().name().value(),
                        "tags", TagParams.json(row.space().tags()),
                        "apps", row.apps().stream().map(app -> app.value()).toList()))
                .toList();
    }
}
