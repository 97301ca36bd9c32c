package vektra.cli.apps;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vektra.addons.apps.Environment;
import vektra.cli.command.AppCommand;
import vektra.cli.command.ExitCode;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.ShellPlan;
import vektra.logs.collect.Program;
import vektra.model.AppName;
import vektra.model.LogStream;

/** Runs a program with the app's config vars as environment, and collects what it prints where that is wanted. */
public final class Run extends AppCommand<Run.Outcome> {
    /** Set by the launcher in the process that is to pass on what the program prints. */
    private static final String RELAY = "vektra.relay";
    /** The caller's LC_ALL there, since the launcher needs one of its own. */
    private static final String LOCALE = "vektra.lc_all";

    private final Param<String> process = option(
            List.of("-p", "--process"),
            "NAME",
            "the process name of its lines, such as web.1 (default: run. and its number)",
            LogStream::checkedProcess);
    private final Flag collected = flag("--logs", "collect its output even if no drain takes it");
    private final Flag uncollected = flag("--no-logs", "do not collect its output even if a drain takes it");
    private final Param<String> command = arguments("COMMAND", "the program and its arguments", text -> text);

    /**
     * What the launcher is to do, or the program's exit code.
     *
     * @param plan for the launcher; nothing when the program has run
     */
    record Outcome(String plan, int code) {}

    public Run() {
        // options behind the program's name are the program's
        spec().parser().stopAtPositional(true);
    }

    @Override
    public Outcome run(Invocation with) {
        AppName app = app(with);
        if (System.getProperty(RELAY) != null) {
            return new Outcome("", relayed(app, with));
        }
        boolean relay = !uncollected.isSet() && (collected.isSet() || collects(app, with));
        return new Outcome(
                relay
                        ? ShellPlan.relay()
                        : ShellPlan.execLast(command.all().size(), new Environment(with.home()).of(app)),
                ExitCode.DONE);
    }

    /** A program at a terminal keeps it: behind pipes it would have no prompt, and a drain would get what is typed to it. */
    private static boolean collects(AppName app, Invocation with) {
        if (!with.logs().wanted(app)) {
            return false;
        }
        if (with.terminal().isKept()) {
            with.terminal().say("Output is not collected, since the program uses the terminal; --logs collects it");
            return false;
        }
        return true;
    }

    private int relayed(AppName app, Invocation with) {
        Map<String, String> environment = new HashMap<>(with.environment());
        String locale = System.getProperty(LOCALE);
        if (locale == null) {
            environment.remove("LC_ALL");
        } else {
            environment.put("LC_ALL", locale);
        }
        environment.putAll(new Environment(with.home()).of(app));
        Program program = new Program(command.all(), environment);
        int code = program.check();
        if (code == ExitCode.DONE) {
            return with.logs().run(app, processName(), program, with.terminal().streams());
        }
        with.terminal()
                .say("Error: " + (code == Program.NOT_FOUND ? "no program '" : "cannot execute '")
                        + command.all().get(0) + "'");
        return code;
    }

    private String processName() {
        String named = process.orNull();
        return named == null ? "run." + ProcessHandle.current().pid() : named;
    }

    @Override
    public int code(Outcome outcome) {
        return outcome.code();
    }

    @Override
    public void print(Outcome outcome, Output out) {
        out.raw(outcome.plan());
    }

    /** The output is the program's own, so there is nothing else to print as JSON. */
    @Override
    public Object json(Outcome outcome) {
        return new ShellPlan.Ready(outcome.plan());
    }
}
