package vektra.cli;

import java.util.List;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.model.PlannedStep;

/**
 * What a command would do, printed in place of its result.
 *
 * @param command such as {@code addons:bind}
 */
record DryRun(String command, List<PlannedStep> steps) {
    void print(Output out) {
        if (steps.isEmpty()) {
            out.line("Nothing to do");
        }
        steps.forEach(step -> out.line("would " + step.sentence()));
    }

    Object json() {
        return Views.map(
                "dry_run",
                true,
                "command",
                command,
                "steps",
                steps.stream().map(DryRun::view).toList());
    }

    private static Object view(PlannedStep step) {
        return Views.map("action", step.action().word(), "target", step.target(), "detail", step.detail());
    }
}
