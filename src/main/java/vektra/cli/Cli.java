package vektra.cli;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;
import vektra.addons.verbs.DryRun;
import vektra.addons.verbs.Verbs;
import vektra.cli.command.AppCommand;
import vektra.cli.command.ExitCode;
import vektra.cli.command.Inside;
import vektra.cli.command.Invocation;
import vektra.cli.command.Optioned;
import vektra.cli.command.Serving;
import vektra.cli.command.Sight;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.ShellPlan;
import vektra.cli.terminal.Terminal;
import vektra.json.Json;
import vektra.logs.Logs;
import vektra.model.PlannedStep;
import vektra.model.Token;
import vektra.model.name.AppName;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.monitors.Monitors;
import vektra.remote.RemoteServer;
import vektra.remote.Wanted;

/** The command line as a whole: from argv to an exit code. */
public final class Cli {
    private static final Duration TIMEOUT = VektraCommand.PATIENCE;

    private final Terminal terminal;
    private final Map<String, String> environment;
    private final @Nullable Path folder;
    private final String version;
    private final Function<Duration, Verbs> verbs;
    private final Function<Duration, DryRun> dryRun;
    private final Supplier<Logs> logs;
    private final Supplier<Monitors> monitors;
    private final Serving serving;
    private final Function<Terminal, Cli> again;
    private final Failures failures;
    private final Commands commands = new Commands();
    private @Nullable Rights rights;
    private @Nullable RemoteServer beyond;
    private boolean settled;

    /**
     * A command line.
     *
     * @param folder where it was called; null when that is on another machine
     * @param version what {@code --version} says
     * @param verbs those of the home; the argument is how long a server may take to answer
     * @param dryRun opens it for a dry-run
     * @param logs the log lines of the home
     * @param monitors those of the home
     * @param serving serves the HTTP API
     * @param again the same on other streams
     */
    public Cli(
            Terminal terminal,
            Map<String, String> environment,
            @Nullable Path folder,
            String version,
            Function<Duration, Verbs> verbs,
            Function<Duration, DryRun> dryRun,
            Supplier<Logs> logs,
            Supplier<Monitors> monitors,
            Serving serving,
            Function<Terminal, Cli> again) {
        this.terminal = terminal;
        this.environment = environment;
        this.folder = folder;
        this.version = version;
        this.verbs = verbs;
        this.dryRun = dryRun;
        this.logs = logs;
        this.monitors = monitors;
        this.serving = serving;
        this.again = again;
        this.failures = new Failures(terminal, environment);
    }

    /**
     * Runs one command for a client on another machine, as far as its token allows.
     *
     * @param of the command line at a terminal, with what it sees of an environment
     */
    public static int runFor(
            Wanted wanted,
            Token token,
            vektra.remote.Commands.Streams streams,
            BiFunction<Terminal, Map<String, String>, Cli> of) {
        Map<String, String> seen = wanted.environment();
        Terminal terminal = new Terminal(wanted.terminals(), seen, streams.in(), streams.out(), streams.err())
                .ofWidth(wanted.columns());
        Cli cli = of.apply(terminal, seen);
        cli.rights = new Rights(token);
        return cli.run(wanted.words().toArray(new String[0]));
    }

    /** Runs one command and returns the exit code. */
    public int run(String... argv) {
        List<String> arguments = new ArrayList<>(Arrays.asList(argv));
        String name = Arguments.takeCommand(arguments, word -> commands.find(word) != null);
        boolean program = name != null && commands.is(name, Trait.BECOMES_A_PROGRAM);
        int code;
        int failed = ExitCode.DONE;
        try {
            String remote = rights == null && !settled ? elsewhere().meant(commands, name, arguments) : null;
            code = name == null ? withoutCommand(arguments) : run(remote, name, arguments);
        } catch (VektraException e) {
            code = failed = ExitCode.of(e.kind());
            failures.explain(e.getMessage(), e.hint());
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            failures.bug(e);
            code = failed = ExitCode.BUG;
        }
        String problem = terminal.flush();
        if (problem != null && code == ExitCode.DONE) {
            failures.explain("the result could not be written to stdout: " + problem, null);
            code = failed = ExitCode.of(Kind.UNAVAILABLE);
        }
        // else it is the program's own
        return program && failed != ExitCode.DONE ? ExitCode.RUN_FAILED : code;
    }

    private int run(@Nullable String remote, String name, List<String> arguments) {
        if (remote == null) {
            return run(name, arguments);
        }
        Commands.Entry entry = meaning().entry(name, arguments);
        if (!entry.is(Trait.REACHES)) {
            return elsewhere().run(remote, entry, arguments);
        }
        beyond = elsewhere().server(remote);
        return run(name, arguments);
    }

    private Elsewhere elsewhere() {
        return new Elsewhere(terminal, environment, version);
    }

    private int withoutCommand(List<String> arguments) {
        if (arguments.contains("--version") || arguments.contains("-V")) {
            List<String> others = new ArrayList<>(arguments);
            others.removeAll(List.of("--version", "-V"));
            return run("version", others);
        }
        boolean asked = arguments.isEmpty() || arguments.contains("--help") || arguments.contains("-h");
        if (!asked) {
            throw VektraException.invalid("no command given", "see: vektra help");
        }
        terminal.print(help().overview());
        return ExitCode.DONE;
    }

    private int run(String name, List<String> arguments) {
        if (name.equals("help")) {
            terminal.print(help().about(arguments, meaning()));
            return ExitCode.DONE;
        }
        Commands.Entry entry = meaning().entry(name, arguments);
        VektraCommand<?> command = commands.make(entry, () -> meaning().service(arguments));
        ParseResult parsed = Arguments.parse(entry, command, arguments);
        if (parsed.isUsageHelpRequested()) {
            String usage = Help.usage(entry, parsed.commandSpec().commandLine());
            // what a command that becomes another program prints is a plan for the launcher
            terminal.print(entry.is(Trait.BECOMES_A_PROGRAM) ? ShellPlan.show(usage) : usage);
            return ExitCode.DONE;
        }
        if (settled && parsed.hasMatchedOption(Arguments.REMOTE)) {
            throw VektraException.invalid("a command within another one runs where that does", "leave --remote out");
        }
        if (rights != null) {
            rights.check(entry, command, parsed);
            if (!rights.token().isForAll()) {
                String place = command instanceof AppCommand ? environment.get("VEKTRA_APP") : null;
                new OwnApps(rights.token(), () -> verbs.apply(TIMEOUT)).check(entry, parsed, place);
            }
            if (command instanceof Optioned optioned) {
                rights.checkOptions(entry, optioned, invocation(command, verbs, null));
            }
        }
        if (command.isDryRun()) {
            dryRun(entry.name(), command);
            return ExitCode.DONE;
        }
        return execute(command);
    }

    private Meaning meaning() {
        return new Meaning(commands, () -> verbs.apply(TIMEOUT).catalogue());
    }

    private Help help() {
        return new Help(commands, () -> verbs.apply(TIMEOUT).catalogue().example());
    }

    /** Writes man pages and completion scripts, as they lie in an installed Vektra. */
    public void writePages(Path folder, String date) {
        new Pages(commands, verbs.apply(TIMEOUT).catalogue().all(), version, date).write(folder);
    }

    /** The launcher as it is installed. */
    public String launcher(String template) {
        return LauncherScript.of(template, commands);
    }

    /** Whether a command starts with the smaller of the start-up archives. */
    public boolean isQuick(String name) {
        return commands.is(name, Trait.QUICK);
    }

    private <R> int execute(VektraCommand<R> command) {
        R result = command.run(invocation(command, verbs, null));
        if (command.wantsJson()) {
            Object json = command.json(result);
            terminal.print(json instanceof ShellPlan.Ready plan ? plan.text() : Json.page(json));
        } else {
            command.print(result, new Output(terminal));
            restart(command.changed(result));
        }
        return command.code(result);
    }

    /** A program keeps the variables that it was started with. */
    private void restart(Collection<AppName> changed) {
        if (!changed.isEmpty()) {
            String apps = changed.stream().map(AppName::value).distinct().collect(Collectors.joining(", "));
            terminal.sayLast("Restart " + apps + " to use the new values");
        }
    }

    /** Runs the command where it changes nothing, and prints what it would have done. */
    private <R> void dryRun(String name, VektraCommand<R> command) {
        DryRun dry = dryRun.apply(Arguments.timeout(command.timeout(), TIMEOUT));
        List<PlannedStep> steps = new ArrayList<>();
        R result = command.run(invocation(command, timeout -> dry.verbs(), steps::add));
        steps.addAll(dry.plan().get());
        // what runs finds everything there
        steps.sort(Comparator.comparing(step -> step.action() == PlannedStep.Action.RUN_PROCESS));
        DryRunText plan = new DryRunText(name, steps);
        if (command.wantsJson()) {
            terminal.print(Json.page(plan.json(command.previews() ? command.json(result) : null)));
        } else {
            if (command.previews()) {
                command.print(result, new Output(terminal));
            }
            plan.print(new Output(terminal));
        }
    }

    private Invocation invocation(
            VektraCommand<?> command, Function<Duration, Verbs> of, @Nullable Consumer<PlannedStep> planned) {
        Duration patience = Arguments.timeout(command.timeout(), TIMEOUT);
        return new Invocation(
                of.apply(patience),
                terminal,
                environment,
                folder,
                version,
                patience,
                planned,
                logs,
                monitors,
                serving,
                this::inside,
                beyond,
                new Sight(rights == null ? null : rights.token()));
    }

    /** Runs one more command in this process, with nothing on stdin and no person at the terminal. */
    private Inside.Ended inside(List<String> argv) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Cli inner = again.apply(new Terminal("", environment, InputStream.nullInputStream(), out, err));
        // whatever the environment and the words say: where it runs was decided by the command around it
        inner.settled = true;
        int code = inner.run(argv.toArray(new String[0]));
        return new Inside.Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
