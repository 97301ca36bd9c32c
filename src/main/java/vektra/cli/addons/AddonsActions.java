package vektra.cli.addons;

import java.util.List;
import java.util.stream.Collectors;
import vektra.addons.Actions;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.model.service.Action;

/** Lists what can be done with an add-on. */
public final class AddonsActions extends AppCommand<Actions.Listed> {
    private final Param<String> what = argument("ADDON", "an add-on, or with -a a service or an attachment", t -> t);

    @Override
    public Actions.Listed run(Invocation with) {
        return with.verbs().actions().list(what.get(), with.appIfAny(givenApp()));
    }

    @Override
    public void print(Actions.Listed result, Output out) {
        if (result.actions().isEmpty()) {
            out.say(result.addon().name() + " has no actions.");
            return;
        }
        out.table(
                List.of("action", "takes", "what it does"),
                result.actions().stream()
                        .map(action -> List.of(
                                action.name(),
                                params(action),
                                action.description() + (action.destructive() ? " (needs --confirm)" : "")))
                        .toList());
    }

    private static String params(Action action) {
        return action.params().isEmpty()
                ? "-"
                : action.params().stream().map(param -> param.name() + "=…").collect(Collectors.joining(" "));
    }

    @Override
    public Object json(Actions.Listed result) {
        return result.actions().stream().map(AddonText::action).toList();
    }
}
