package vektra.cli.apps;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vektra.addons.apps.Environment;
import vektra.cli.command.AppCommand;
import vektra.cli.command.ExitCode;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.Surroundings;
import vektra.cli.remote.RemoteProgram;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.ShellPlan;
import vektra.logs.collect.Program;
import vektra.model.logs.LogStream;
import vektra.model.name.AppName;
import vektra.model.text.VektraException;
import vektra.remote.RemoteServer;

/** Runs a program with the app's config vars as environment, and collects what it prints where that is wanted. */
public final class Run extends AppCommand<Run.Outcome> {
    /** The process that becomes the program, or stays beside it; set by the launcher. */
    private static final String PROCESS = "vektra.process";

    /** Set by the launcher in the process that is to pass on what the program prints. */
    private static final String RELAY = "vektra.relay";

    private final Param<String> process = option(
            List.of("-p", "--process"),
            "NAME",
            "the process name of its lines, such as web.1 (default: run. and its number)",
            LogStream::checkedProcess);
    private final Param<String> service = option(
            "--service",
            "NAME",
            "a service of the app's manifest: only the variables that it lists, and those of resources that it is linked to");
    private final Flag bindings =
            flag("--bindings", "also write the attachments to files, in the folder named by SERVICE_BINDING_ROOT");
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
        RemoteServer elsewhere = with.elsewhere();
        if (elsewhere != null) {
            return elsewhere(elsewhere, app, with);
        }
        if (System.getProperty(RELAY) != null) {
            return new Outcome("", relayed(app, with));
        }
        boolean relay = !uncollected.isSet() && (collected.isSet() || collects(app, with));
        return new Outcome(
                relay ? ShellPlan.relay() : ShellPlan.execLast(command.all().size(), environment(app, with)),
                ExitCode.DONE);
    }

    private Outcome elsewhere(RemoteServer server, AppName app, Invocation with) {
        if (bindings.isSet() || collected.isSet()) {
            throw VektraException.invalid(
                    (bindings.isSet() ? "--bindings" : "--logs") + " is for apps of this machine",
                    "leave it out, or use vektra run on that machine");
        }
        RemoteProgram.Outcome done =
                RemoteProgram.of(server, app, service.orNull()).last(command.all(), with);
        return new Outcome(done.plan(), done.code());
    }

    private Map<String, String> environment(AppName app, Invocation with) {
        Environment environment = with.verbs().environment();
        String program = service.orNull();
        Map<String, String> all = program == null ? environment.of(app) : environment.of(app, program);
        if (bindings.isSet()) {
            Map<String, String> more = new LinkedHashMap<>(all);
            more.put(
                    BindingsFolder.VARIABLE,
                    folder(with).write(with.verbs().bindings().of(app, program)).toString());
            return more;
        }
        return all;
    }

    private static BindingsFolder folder(Invocation with) {
        long process = Long.getLong(PROCESS, ProcessHandle.current().pid());
        return BindingsFolder.of(
                with.environment().get("XDG_RUNTIME_DIR"), with.logs().home(), process);
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
        Program program = new Program(command.all(), Surroundings.of(with, environment(app, with)));
        int code = program.check();
        if (code == ExitCode.DONE) {
            code = with.logs().run(app, processName(), program, with.terminal().streams());
            leave(with);
            return code;
        }
        leave(with);
        with.terminal()
                .say("Error: " + (code == Program.NOT_FOUND ? "no program '" : "cannot execute '")
                        + command.all().get(0) + "'");
        return code;
    }

    private void leave(Invocation with) {
        if (bindings.isSet()) {
            folder(with).delete();
        }
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
