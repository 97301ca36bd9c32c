package vektra.mcp;

import java.util.List;
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
    /** Whether data would be lost, or a person would be asked. */
    boolean destroys() {
        return steps.stream().anyMatch(step -> step.action().destroys());
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
