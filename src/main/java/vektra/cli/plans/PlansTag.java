package vektra.cli.plans;

import vektra.addons.apps.Spaces;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.TagParams;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.name.PlanName;
import vektra.model.name.ServiceName;

/** Says which tags a space must have, so that its apps may have add-ons of a plan. */
public final class PlansTag extends VektraCommand<Spaces.PlanTags> implements Changing {
    private final Param<PlanName> plan =
            argument("SERVICE:PLAN", "a plan with its service, as addons:plans lists it", PlanName::whole);
    private final TagParams tags = new TagParams(this);

    @Override
    public Spaces.PlanTags run(Invocation with) {
        ServiceName service = plan.get().service();
        return with.verbs().spaces().tagPlan(service, String.valueOf(plan.get().plan()), tags.more(), tags.gone());
    }

    @Override
    public void print(Spaces.PlanTags result, Output out) {
        out.line((result.already() ? "Nothing to do; tags" : "Tags") + " that " + result.plan() + " requires: "
                + TagParams.words(result.tags()));
    }

    @Override
    public Object json(Spaces.PlanTags result) {
        return Json.map("changed", !result.already(), "plan", result.plan(), "tags", TagParams.json(result.tags()));
    }
}
