package vektra.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.model.PlannedStep;
import vektra.model.text.Nearest;
import vektra.model.text.Shown;

/**
 * The terms on which an assistant works: what reads is answered, what changes is answered with a plan and done by the plan's
 * id, once and only while the plan still holds; what destroys data needs a person besides.
 */
public final class Desk {
    /** The tool that carries out a plan. */
    public static final String APPLY = "apply";

    private static final String PLAN = "plan";

    private final Toolbox toolbox;
    private final Plans plans;
    private final String owner;
    private final boolean destroying;

    /**
     * @param owner whose plans it makes and carries out: a session, or a token
     * @param destroying whether a plan that destroys data may be carried out once a person has confirmed it
     */
    public Desk(Toolbox toolbox, Plans plans, String owner, boolean destroying) {
        this.toolbox = toolbox;
        this.plans = plans;
        this.owner = owner;
        this.destroying = destroying;
    }

    /** All tools, the one that carries out a plan last; without tools that change something it is missing. */
    public List<Tool> tools() {
        return withApply(toolbox.tools());
    }

    /** The same of any tools. */
    public static List<Tool> withApply(List<Tool> tools) {
        List<Tool> all = new ArrayList<>(tools);
        if (all.stream().anyMatch(Tool::changes)) {
            all.add(new Tool(
                    APPLY,
                    "carry out a plan",
                    "Carries out a plan that another tool answered with, by its id. A plan is carried out once. It is"
                            + " refused when it would do something else by now: ask for a new one then.",
                    Tool.schema(
                            Map.of(
                                    PLAN,
                                    Map.of(
                                            "type",
                                            "string",
                                            "description",
                                            "the id that is called plan in the answer of that tool")),
                            List.of(PLAN)),
                    false,
                    false));
        }
        return all;
    }

    /** Answers an assistant. */
    public Outcome call(Wanted wanted, Person person) {
        if (wanted.tool().equals(APPLY)) {
            return apply(String.valueOf(wanted.arguments().get(PLAN)), person);
        }
        Optional<Tool> tool = toolbox.tool(wanted.tool());
        if (tool.isEmpty()) {
            List<String> names = toolbox.tools().stream().map(Tool::name).toList();
            return Outcome.refused(
                    "no tool called " + Shown.quoted(wanted.tool()),
                    Nearest.question(wanted.tool(), names)
                            .map(CharSequence::toString)
                            .orElse(null));
        }
        return tool.get().changes() ? planned(wanted) : read(tool.get(), wanted);
    }

    private Outcome read(Tool tool, Wanted wanted) {
        Map<String, @Nullable Object> given = Json.map();
        given.putAll(wanted.arguments());
        boolean shown = tool.secret() && Boolean.TRUE.equals(given.remove(Tool.SECRETS));
        Outcome outcome = toolbox.read(new Wanted(wanted.tool(), given));
        return shown ? outcome : outcome.hidden();
    }

    private Outcome planned(Wanted wanted) {
        Planned planned = toolbox.plan(wanted);
        if (planned.refused() != null) {
            return planned.refused();
        }
        if (planned.steps().isEmpty()) {
            return shown(planned, null, "Nothing to do");
        }
        if (planned.destroys() && !destroying) {
            return notHere(planned);
        }
        String id = plans.keep(owner, wanted, planned.steps());
        String next = "Nothing has been changed yet. To do it: " + APPLY + " with plan " + id;
        return shown(planned, id, planned.destroys() ? next + "; a person will be asked to confirm it" : next);
    }

    private static Outcome shown(Planned planned, @Nullable String id, String next) {
        List<String> lines = new ArrayList<>(planned.sentences());
        lines.add(next);
        Outcome outcome = Outcome.of(Map.of(), lines).with("steps", planned.view());
        return id == null ? outcome : outcome.with(PLAN, id);
    }

    private static Outcome notHere(Planned planned) {
        List<String> lines = new ArrayList<>(planned.sentences());
        Outcome why = Outcome.refused(
                "this destroys data or replaces something, which assistants may not do here",
                "a person can do it: " + planned.command());
        lines.addAll(why.lines());
        return new Outcome(true, why.with("steps", planned.view()).value(), lines);
    }

    private Outcome apply(String id, Person person) {
        Plans.Kept kept = plans.take(owner, id).orElse(null);
        if (kept == null) {
            return Outcome.refused(
                    "no plan " + Shown.quoted(id) + " waits here: it was carried out, has expired, or is another's",
                    "ask for a new plan");
        }
        Planned now = toolbox.plan(kept.wanted());
        if (now.refused() != null) {
            return now.refused();
        }
        if (!now.isAs(kept.steps())) {
            return Outcome.refused(
                            "the plan does not hold any more: something has changed since, and nothing was done",
                            "ask for a new plan: " + kept.wanted().tool())
                    .with("steps", now.view());
        }
        if (!now.destroys()) {
            return toolbox.carryOut(kept.wanted(), null).hidden();
        }
        return destroying ? confirmed(kept.wanted(), now, person) : notHere(now);
    }

    private Outcome confirmed(Wanted wanted, Planned planned, Person person) {
        PlannedStep asked = planned.confirmation();
        String name = asked == null ? "yes" : asked.target();
        String danger = String.join("\n", planned.sentences());
        return switch (person.confirm(danger, name)) {
            case CONFIRMED ->
                toolbox.carryOut(wanted, asked == null ? null : name).hidden();
            case DECLINED -> Outcome.refused("a person declined it, and nothing was done", null);
            case UNREACHABLE ->
                Outcome.refused(
                        "this destroys data or replaces something, and the program of this assistant cannot ask a person",
                        "a person can do it: " + planned.command());
        };
    }
}
