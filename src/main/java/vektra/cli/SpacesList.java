package vektra.cli;

import java.util.List;
import vektra.addons.Spaces;

/** Lists the spaces with their tags and apps. */
final class SpacesList extends VektraCommand<List<Spaces.Row>> {
    @Override
    List<Spaces.Row> run(Invocation with) {
        return new Spaces(with.home()).list();
    }

    @Override
    void print(List<Spaces.Row> rows, Output out) {
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
    Object json(List<Spaces.Row> rows) {
        return rows.stream()
                .map(row -> Views.map(
                        "name", row.space().name().value(),
                        "tags", TagParams.json(row.space().tags()),
                        "apps", row.apps().stream().map(app -> app.value()).toList()))
                .toList();
    }
}
