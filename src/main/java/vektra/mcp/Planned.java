package vektra.mcp;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.model.PlannedStep;

/**
 * What a change would do.
 *
 * @param command what a person would type, or send, to do the same
 * @param refused why it cannot be done; null when it can
 */
public record Planned(
        String command, List<PlannedStep> steps, @Nullable Outcome refused) {
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d(:\\d\\d)?( UTC)?");

    /** Whether data would be lost that the plan itself has not made, or a person would be asked. */
    boolean destroys() {
        Set<String> made = new HashSet<>();
        for (PlannedStep step : steps) {
            if (step.action() == PlannedStep.Action.MAKE_ADDON || step.action() == PlannedStep.Action.MAKE_SERVER) {
                made.add(step.target());
            } else if (step.action().destroys() && !made.contains(step.target())) {
                return true;
            }
        }
        return false;
    }

    /** Whether it would do the same as an earlier plan. When something ends, and how large it is, changes by itself. */
    boolean isAs(List<PlannedStep> earlier) {
        return comparable(steps).equals(comparable(earlier));
    }

    private static List<PlannedStep> comparable(List<PlannedStep> steps) {
        return steps.stream()
                .map(step -> new PlannedStep(
                        step.action(),
                        step.target(),
                        step.action() == PlannedStep.Action.CONFIRM
                                ? ""
                                : TIME.matcher(step.detail()).replaceAll("")))
                .toList();
    }

    /** What a person would have to confirm; null when none would be asked. */
    @Nullable
    PlannedStep confirmation() {
        return steps.stream()
                .filter(step -> step.action() == PlannedStep.Action.CONFIRM)
                .findFirst()
                .orElse(null);
    }

    List<String> sentences() {
        return steps.stream().map(step -> "would " + step.sentence()).toList();
    }

    List<Object> view() {
        return steps.stream()
                .map(step -> (Object)
                        Json.map("action", step.action().word(), "target", step.target(), "detail", step.detail()))
                .toList();
    }
}
