package vektra.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.PlannedStep;

/**
 * What a command would do, printed in place of its result.
 *
 * @param command such as {@code addons:bind}
 */
record DryRunText(String command, List<PlannedStep> steps) {
    void print(Output out) {
        if (steps.isEmpty()) {
            out.line("Nothing to do");
        }
        steps.forEach(step -> out.line("would " + step.sentence()));
    }

    /** @param result what the command would print, or null */
    Object json(@Nullable Object result) {
        Map<String, @Nullable Object> json = Json.map(
                "dry_run",
                true,
                "command",
                command,
                "steps",
                steps.stream().map(DryRunText::view).toList());
        if (result != null) {
            json.put("result", result);
        }
        return json;
    }

    private static Object view(PlannedStep step) {
        return Json.map("action", step.action().word(), "target", step.target(), "detail", step.detail());
    }
}
