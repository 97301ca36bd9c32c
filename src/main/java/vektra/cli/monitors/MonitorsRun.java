package vektra.cli.monitors;

import java.io.IOException;
import java.util.List;
import vektra.cli.command.AppCommand;
import vektra.cli.command.ExitCode;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.Surroundings;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Terminal;
import vektra.json.Json;
import vektra.model.monitor.Status;
import vektra.model.name.AppName;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.monitors.Monitors;
import vektra.monitors.definition.Definition;
import vektra.monitors.definition.MonitorFolder;
import vektra.monitors.run.Lines;
import vektra.monitors.run.Shipping;
import vektra.monitors.run.Single;

/** Runs one monitor. */
public final class MonitorsRun extends AppCommand<MonitorsRun.Result> {
    private static final int FAILED = 1;
    private static final int TIMED_OUT = 124;
    private static final int NOT_RUN = 126;
    private static final int INTERRUPTED = 130;

    private final Param<String> monitor = argument(
            "MONITOR",
            "a path such as monitors/git/clone, a name, addon:NAME, or a URL such as tcp://host:22",
            text -> text);
    private final Flag forever = flag("--forever", "run it again and again, until a signal comes");
    private final Param<Integer> times = option(
            List.of("--times"), "COUNT", "run it so many times, at its interval (default: 1)", MonitorsRun::count);
    private final Flag unlogged =
            flag("--no-log", "keep the lines out of the log, so that they do not count for uptime");
    private final Param<Lines.Form> form = option(List.of(LogForm.NAME), "FORMAT", LogForm.HELP, LogForm::of);

    record Result(String process, Status status) {}

    private static int count(String text) {
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw VektraException.invalid(Shown.quoted(text) + " is not a number of runs", "for example --times 3");
        }
        return Integer.parseInt(text);
    }

    @Override
    public Result run(Invocation with) {
        Integer count = times.orNull();
        if (forever.isSet() && count != null) {
            throw VektraException.invalid("--forever and --times cannot be combined", "leave one of them out");
        }
        Definition wanted = MonitorFolder.find(with.folder(), monitor.get());
        int instance = instance(with, wanted);
        AppName app = with.appIfAny(givenApp());
        Monitors monitors = with.monitors();
        try (Lines lines = Lines.open(
                monitors,
                form.orNull() == null ? Lines.Form.VEKTRA : form.get(),
                !unlogged.isSet(),
                Shipping.of(monitors, app),
                (process, line) -> show(line, with.terminal()),
                with.terminal()::warn)) {
            Single single = new Single(monitors, app, Surroundings.of(with), lines);
            Status status = single.run(wanted, instance, forever.isSet() ? 0 : count == null ? 1 : count);
            return new Result(wanted.name().process(instance), status);
        }
    }

    /** What starts the processes of a Procfile says which of them one is. */
    private static int instance(Invocation with, Definition wanted) {
        String name = with.environment().getOrDefault("PS", "");
        boolean ours = name.matches(wanted.process() + "\\.[1-9][0-9]{0,3}");
        return ours ? Integer.parseInt(name.substring(name.lastIndexOf('.') + 1)) : 1;
    }

    private void show(String line, Terminal terminal) {
        if (!wantsJson()) {
            try {
                terminal.stream(line + "\n");
            } catch (IOException e) {
                // who read it is gone; the log has it
            }
        }
    }

    @Override
    public int code(Result result) {
        return switch (result.status()) {
            case SUCCESS -> ExitCode.DONE;
            case FAILURE -> FAILED;
            case TIMEOUT -> TIMED_OUT;
            case ERROR -> NOT_RUN;
            case SKIPPED -> forever.isSet() ? ExitCode.DONE : INTERRUPTED;
        };
    }

    @Override
    public void print(Result result, Output out) {
        // the lines were shown as they came
    }

    @Override
    public Object json(Result result) {
        return Json.map("process", result.process(), "status", result.status().word());
    }
}
