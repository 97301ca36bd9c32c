package vektra.cli.addons;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vektra.addons.Actions;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Pairs;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.text.Figure;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Does one of the things that can be done with an add-on. */
public final class AddonsAction extends AppCommand<Actions.Done> implements Changing {
    private final Param<String> what = argument("ADDON", "an add-on, or with -a a service or an attachment", t -> t);
    private final Param<String> action = argument("ACTION", "see: vektra addons:actions ADDON", t -> t);
    private final Param<String> params = optionalArguments("NAME=VALUE", "parameters of the action", t -> t);
    private final Param<String> confirm =
            option("--confirm", "NAME", "the name of the app or of the add-on, where data would be lost");

    @Override
    public Actions.Done run(Invocation with) {
        return with.verbs()
                .actions()
                .run(what.get(), with.appIfAny(givenApp()), action.get(), given(), with.confirmation(confirm));
    }

    private Map<String, String> given() {
        return Pairs.of(
                params.all(),
                word -> VektraException.invalid(Shown.quoted(word) + " is not NAME=VALUE", "such as backup=3"));
    }

    @Override
    public void print(Actions.Done done, Output out) {
        List<Map<String, Figure>> rows = done.result().rows();
        out.line(done.result().message().toString());
        if (!rows.isEmpty()) {
            out.table(
                    new ArrayList<>(rows.get(0).keySet()),
                    rows.stream()
                            .map(row -> row.values().stream().map(Figure::shown).toList())
                            .toList());
        }
    }

    @Override
    public Object json(Actions.Done done) {
        return Json.map(
                "addon", done.addon().name().value(),
                "action", done.action().name(),
                "message", done.result().message().toString(),
                "rows", done.result().data());
    }
}
