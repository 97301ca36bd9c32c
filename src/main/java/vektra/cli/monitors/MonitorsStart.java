package vektra.cli.monitors;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vektra.cli.command.AppCommand;
import vektra.cli.command.ExitCode;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.Surroundings;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.ShellPlan;
import vektra.cli.terminal.Terminal;
import vektra.logs.processes.Labels;
import vektra.model.name.AppName;
import vektra.model.text.Kind;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.monitors.Monitors;
import vektra.monitors.alert.Alerting;
import vektra.monitors.definition.MonitorFolder;
import vektra.monitors.maintenance.Maintenance;
import vektra.monitors.run.Lines;
import vektra.monitors.run.Shipping;
import vektra.monitors.run.Starter;
import vektra.monitors.run.Wanted;

/** Runs all monitors of the folder side by side. */
public final class MonitorsStart extends AppCommand<Long> {
    private final Param<String> formation = option(
            "--formation", "NAME=COUNT,…", "how many processes of which monitors, such as monitors_git_clone=2,all=1");
    private final Param<String> only = option("--only", "NAME,…", "run only these monitors");
    private final Param<Lines.Form> form = option(List.of(LogForm.NAME), "FORMAT", LogForm.HELP, LogForm::of);

    /** The number of lines that the log lacks. */
    @Override
    public Long run(Invocation with) {
        Monitors monitors = with.monitors();
        Wanted wanted = new Wanted(MonitorFolder.in(with.folder()), words(formation), words(only));
        AppName app = with.appIfAny(givenApp());
        Terminal terminal = with.terminal();
        try (Starter starter = Starter.of(monitors, wanted)) {
            List<String> names = starter.names();
            if (names.isEmpty()) {
                throw VektraException.invalid(
                        "no monitor is to run", Text.of("create one: ", Next.of("monitors:create", "git/clone")));
            }
            Map<String, List<String>> needs = starter.needs();
            try (Lines lines = Lines.open(
                            monitors,
                            form.orNull() == null ? Lines.Form.VEKTRA : form.get(),
                            true,
                            Shipping.anywhere(monitors, app),
                            Shown.of(names, terminal)::show,
                            terminal::warn);
                    Alerting alerting = Alerting.of(
                            monitors,
                            source -> needs.getOrDefault(source, List.of()),
                            new Maintenance(monitors.files())::covers,
                            terminal::warn)) {
                starter.run(app, Surroundings.of(with), lines.andThen(alerting), terminal::say);
                return lines.dropped();
            }
        }
    }

    private static List<String> words(Param<String> option) {
        String given = option.orNull();
        return given == null ? List.of() : Arrays.asList(given.split(","));
    }

    /** How lines are shown behind the names of their processes. */
    private record Shown(Terminal terminal, Map<String, String> labels) {
        static Shown of(List<String> names, Terminal terminal) {
            Labels all = new Labels(names, terminal.coloured());
            Map<String, String> labels = new ConcurrentHashMap<>();
            names.forEach(name -> labels.put(name, all.of(name)));
            return new Shown(terminal, labels);
        }

        void show(String process, String line) {
            String label = labels.computeIfAbsent(process, name -> new Labels(List.of(name), false).of(name));
            try {
                terminal.stream(label + line + "\n");
            } catch (IOException e) {
                // who read it is gone; the log has it
            }
        }
    }

    @Override
    public int code(Long dropped) {
        return dropped == 0 ? ExitCode.DONE : ExitCode.of(Kind.UNAVAILABLE);
    }

    @Override
    public void print(Long dropped, Output out) {
        // the lines were shown as they came
    }

    /** As {@link #print}. */
    @Override
    public Object json(Long dropped) {
        return new ShellPlan.Ready("");
    }
}
