package vektra.cli.addons;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.plan.ChangePlan;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.addon.Addon;
import vektra.model.addon.Former;
import vektra.model.name.AppName;
import vektra.model.name.PlanName;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Moves an add-on with its data to another plan, goes back to the copy that is kept, or deletes that. */
public final class AddonsChangePlan extends AppCommand<ChangePlan.Changed> implements Changing {
    private final Param<String> what =
            argument("ADDON", "an add-on; with -a a service or an attachment, or SERVICE:PLAN alone", t -> t);
    private final Param<String> plan = optionalArgument("PLAN", "such as dedicated", t -> t);
    private final Flag undo = flag("--undo", "go back to the previous copy and its data; keep the present ones");
    private final Flag dropOld = flag("--drop-old", "delete the previous copy");
    private final Param<String> confirm = option("--confirm", "NAME", "the name of the add-on, for --drop-old");

    private final String command;

    /** @param command under which of its names it was called */
    private AddonsChangePlan(String command) {
        this.command = command;
    }

    public static AddonsChangePlan upgrade() {
        return new AddonsChangePlan("addons:upgrade");
    }

    public static AddonsChangePlan downgrade() {
        return new AddonsChangePlan("addons:downgrade");
    }

    @Override
    public ChangePlan.Changed run(Invocation with) {
        AppName app = with.appIfAny(givenApp());
        ChangePlan verb = with.verbs().changePlan(command);
        String wanted = plan.orNull();
        if (dropOld.isSet()) {
            if (undo.isSet()) {
                throw VektraException.invalid(
                        "--undo and --drop-old cannot be combined", "choose what is to happen with the previous copy");
            }
            if (wanted != null) {
                throw VektraException.invalid(
                        "--drop-old cannot be combined with a plan",
                        "change the plan first, check the result, then drop the old copy");
            }
            Addon left = verb.forget(what.get(), app, with.confirmation(confirm));
            return new ChangePlan.Changed(null, left, left.plan(), false, List.of());
        }
        if (undo.isSet()) {
            return verb.undo(what.get(), app, wanted == null ? null : plan(with, app, wanted));
        }
        if (wanted != null) {
            return verb.change(what.get(), app, plan(with, app, wanted));
        }
        PlanName both = PlanName.whole(what.get());
        return verb.change(both.service().value(), app, String.valueOf(both.plan()));
    }

    /** A plan named with its service must be one of the add-on's own. */
    private String plan(Invocation with, @Nullable AppName app, String text) {
        PlanName named = PlanName.typed(text);
        if (named.plan() == null) {
            return text;
        }
        Addon addon = with.verbs().inventory().find(what.get(), app).addon();
        if (!addon.service().equals(named.service())) {
            throw VektraException.invalid(
                    addon.name() + " is " + addon.fullPlan() + " and cannot become " + Shown.quoted(text),
                    "see: vektra addons:plans " + addon.service());
        }
        return named.plan();
    }

    @Override
    public void print(ChangePlan.Changed result, Output out) {
        Addon addon = result.addon();
        Former former = addon.former();
        if (dropOld.isSet()) {
            out.line("Deleted the previous copy of " + addon.name());
        } else if (result.already()) {
            out.line("Nothing to do: " + addon.name() + " is already " + addon.fullPlan());
        } else {
            out.line("Moved " + addon.name() + " from " + addon.service() + ":" + result.before() + " to "
                    + addon.fullPlan()
                    + (result.app() == null ? "" : " (v" + result.app().release() + ")"));
        }
        if (former != null) {
            out.line("The previous copy is kept until " + Shown.time(former.until()));
            out.next("To go back to it: vektra addons:upgrade " + addon.name() + " --undo");
            out.next("To delete it now: vektra addons:upgrade " + addon.name() + " --drop-old");
        }
    }

    @Override
    public List<AppName> changed(ChangePlan.Changed result) {
        return result.apps();
    }

    @Override
    public Object json(ChangePlan.Changed result) {
        return Json.map(
                "changed",
                !result.already(),
                "addon",
                result.addon().name().value(),
                "app",
                result.app() == null ? null : result.app().name().value(),
                "release",
                result.app() == null ? null : result.app().release(),
                "plan_before",
                result.addon().service() + ":" + result.before(),
                "plan",
                result.addon().fullPlan(),
                "former",
                AddonText.former(result.addon().former()));
    }
}
