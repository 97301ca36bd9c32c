package vektra.cli.addons;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.Inventory;
import vektra.addons.Stats;
import vektra.addons.Stats.By;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.json.Json;
import vektra.model.name.AppName;
import vektra.model.text.Figure;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Compares add-ons by what they hold and how much they are used. */
public final class AddonsStats extends VektraCommand<List<Stats.Line>> {
    private static final int TOP = 10;
    private static final List<String> HEADS = List.of("app", "add-on", "plan", "size", "connections", "detail");

    private final Param<AppName> app =
            option(List.of("-a", "--app"), "APP", "only those of this app, and those attached to it", AppName::new);

    private final Param<By> by =
            option(List.of("--by"), "FIGURE", "the largest first by size (default) or connections", AddonsStats::by);

    private final Flag top = flag("--top", "only the first " + TOP);

    private static By by(String text) {
        for (By one : By.values()) {
            if (Views.word(one).equals(text)) {
                return one;
            }
        }
        throw VektraException.invalid(
                Shown.quoted(text) + " is no figure of add-ons", "size or connections: vektra addons:stats --by size");
    }

    @Override
    public List<Stats.Line> run(Invocation with) {
        By wanted = by.orNull();
        List<Stats.Line> lines = with.verbs().stats().of(app.orNull(), wanted == null ? By.SIZE : wanted);
        return top.isSet() ? lines.stream().limit(TOP).toList() : lines;
    }

    @Override
    public void print(List<Stats.Line> lines, Output out) {
        if (lines.isEmpty()) {
            out.say("No add-ons.");
            return;
        }
        boolean problems = lines.stream().anyMatch(line -> line.problem() != null);
        int columns = problems ? HEADS.size() : HEADS.size() - 1;
        out.table(
                HEADS.subList(0, columns),
                lines.stream().map(line -> cells(line).subList(0, columns)).toList());
    }

    private static List<String> cells(Stats.Line line) {
        Inventory.Row row = line.row();
        return List.of(
                row.owner() == null ? "(none)" : row.owner().value(),
                row.addon().name().value(),
                row.addon().fullPlan(),
                By.SIZE.of(line).map(Figure::size).orElse("-"),
                By.CONNECTIONS.of(line).map(String::valueOf).orElse("-"),
                line.problem() == null ? "" : line.problem().toString());
    }

    @Override
    public Object json(List<Stats.Line> lines) {
        return lines.stream().map(AddonsStats::view).toList();
    }

    private static Map<String, @Nullable Object> view(Stats.Line line) {
        Inventory.Row row = line.row();
        return Json.map(
                "app", row.owner() == null ? null : row.owner().value(),
                "addon", row.addon().name().value(),
                "service", row.addon().service().value(),
                "plan", row.addon().fullPlan(),
                "size", By.SIZE.of(line).orElse(null),
                "connections", By.CONNECTIONS.of(line).orElse(null),
                "figures", Figure.values(line.observation().figures()),
                "problem", line.problem() == null ? null : line.problem().toString());
    }
}
