package vektra.cli;

import java.util.Map;
import vektra.addons.Environment;

/** Runs a program with the app's config vars as environment. */
final class Run extends AppCommand<Map<String, String>> {
    private final Param<String> command = arguments("COMMAND", "the program and its arguments", text -> text);

    Run() {
        // options behind the program's name are the program's
        spec().parser().stopAtPositional(true);
    }

    @Override
    boolean becomesProgram() {
        return true;
    }

    @Override
    Map<String, String> run(Invocation with) {
        return new Environment(with.home()).of(app(with));
    }

    @Override
    void print(Map<String, String> variables, Output out) {
        out.raw(ShellPlan.execLast(command.all().size(), variables));
    }

    /** The output is the program's own, so there is nothing else to print as JSON. */
    @Override
    Object json(Map<String, String> variables) {
        return new ShellPlan.Ready(ShellPlan.execLast(command.all().size(), variables));
    }
}
