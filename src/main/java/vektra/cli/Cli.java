package vektra.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import vektra.addons.Catalogue;
import vektra.addons.Installation;
import vektra.model.Kind;
import vektra.model.Nearest;
import vektra.model.Service;
import vektra.model.ServiceName;
import vektra.model.Shown;
import vektra.model.VektraException;

/** The command line as a whole: from argv to an exit code. */
public final class Cli {
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final List<String> TAKE_VALUES = List.of("-a", "--app", "--timeout");

    private final Terminal terminal;
    private final Map<String, String> environment;
    private final String version;
    private final Function<Duration, Installation> installation;
    private final Commands commands = new Commands();

    /**
     * A command line.
     *
     * @param version what {@code --version} says
     * @param installation opens the home; the argument is how long a server may take to answer
     */
    public Cli(
            Terminal terminal,
            Map<String, String> environment,
            String version,
            Function<Duration, Installation> installation) {
        this.terminal = terminal;
        this.environment = environment;
        this.version = version;
        this.installation = installation;
    }

    /** Runs one command and returns the exit code. */
    public int run(String... argv) {
        List<String> arguments = new ArrayList<>(Arrays.asList(argv));
        String name = takeCommand(arguments);
        boolean program = "run".equals(name) || "addons:connect".equals(name);
        int code;
        try {
            code = name == null ? withoutCommand(arguments) : run(name, arguments);
        } catch (VektraException e) {
            code = ExitCode.of(e.kind());
            explain(e.getMessage(), e.hint());
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            code = bug(e);
        }
        String trouble = terminal.flush();
        if (trouble != null && code == ExitCode.DONE) {
            explain("the result could not be written to stdout: " + trouble, null);
            code = ExitCode.of(Kind.UNAVAILABLE);
        }
        return program && code != ExitCode.DONE ? ExitCode.RUN_FAILED : code;
    }

    /** Takes the first word that is neither an option nor the value of one; options before it stay in front. */
    static @Nullable String takeCommand(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (TAKE_VALUES.contains(word)) {
                i++;
            } else if (!word.startsWith("-")) {
                return arguments.remove(i);
            }
        }
        return null;
    }

    private int withoutCommand(List<String> arguments) {
        if (arguments.contains("--version") || arguments.contains("-V")) {
            terminal.print("vektra " + version + " (Java " + System.getProperty("java.version") + ")\n");
            return ExitCode.DONE;
        }
        boolean asked = arguments.isEmpty() || arguments.contains("--help") || arguments.contains("-h");
        if (!asked) {
            throw VektraException.invalid("no command given", "see: vektra help");
        }
        terminal.print(commands.help());
        return ExitCode.DONE;
    }

    private int run(String name, List<String> arguments) {
        if (name.equals("help") && !arguments.isEmpty()) {
            Commands.Entry entry = entry(arguments.get(0));
            terminal.print(usage(line(entry, commands.make(entry, () -> serviceAmong(arguments)))));
            return ExitCode.DONE;
        }
        if (name.equals("help") || name.equals("version")) {
            return withoutCommand(List.of("--" + name));
        }
        Commands.Entry entry = entry(name);
        VektraCommand<?> command = commands.make(entry, () -> serviceAmong(arguments));
        return parsed(entry, command, arguments) ? execute(command) : ExitCode.DONE;
    }

    private Commands.Entry entry(String name) {
        Commands.Entry entry = commands.find(name);
        if (entry == null) {
            throw VektraException.invalid(
                    "no command " + Shown.quoted(name),
                    Nearest.to(name, commands.names())
                            .map(near -> "did you mean " + near + "? See: vektra help")
                            .orElse("see: vektra help"));
        }
        return entry;
    }

    /** The service that one of the words names, whose options the command line then has. */
    private @Nullable Service serviceAmong(List<String> arguments) {
        Installation home = installation.apply(TIMEOUT);
        return arguments.stream()
                .filter(home.providers().names()::contains)
                .findFirst()
                .map(word -> new Catalogue(home).describe(new ServiceName(word)))
                .orElse(null);
    }

    private static CommandLine line(Commands.Entry entry, VektraCommand<?> command) {
        command.spec().name("vektra " + entry.name()).usageMessage().description(Output.capital(entry.summary()) + ".");
        return Picocli.line(command.spec());
    }

    private static String usage(CommandLine line) {
        return line.getUsageMessage(Ansi.OFF);
    }

    /** Puts the arguments into the command; false when only its help was asked for. */
    private boolean parsed(Commands.Entry entry, VektraCommand<?> command, List<String> arguments) {
        CommandLine line = line(entry, command);
        try {
            CommandLine.ParseResult parsed = line.parseArgs(arguments.toArray(new String[0]));
            if (parsed.isUsageHelpRequested()) {
                // what a command that becomes another program prints is a plan for the launcher
                terminal.print(command.becomesProgram() ? ShellPlan.show(usage(line)) : usage(line));
                return false;
            }
            return true;
        } catch (CommandLine.ParameterException e) {
            String help = "see: vektra " + entry.name() + " --help";
            throw e instanceof CommandLine.UnmatchedArgumentException unmatched
                    ? unmatched(unmatched.getUnmatched().get(0), command, help)
                    : VektraException.invalid(Shown.plain(uncapital(String.valueOf(e.getMessage()))), help);
        }
    }

    /** A word that the command has no place for. What follows an option's name may be a secret and is not repeated. */
    private static VektraException unmatched(String word, VektraCommand<?> command, String help) {
        if (!word.startsWith("-")) {
            return VektraException.invalid("unexpected argument " + Shown.quoted(word), help);
        }
        boolean named = word.startsWith("--");
        String option = named ? word.replaceFirst("(?s)=.*", "") : word.substring(0, Math.min(2, word.length()));
        return VektraException.invalid(
                "unknown option " + Shown.quoted(option),
                (named
                                ? Nearest.to(option, command.spec().optionsMap().keySet())
                                        .map(near -> "did you mean " + near + "? ")
                                        .orElse("")
                                : "")
                        + help);
    }

    private <R> int execute(VektraCommand<R> command) {
        Duration timeout = timeout(command.timeout());
        Invocation with = new Invocation(
                installation.apply(timeout), terminal, environment, Path.of("").toAbsolutePath());
        R result = command.run(with);
        Output out = new Output(terminal);
        if (command.wantsJson()) {
            Object json = command.json(result);
            out.raw(json instanceof ShellPlan.Ready plan ? plan.text() : Json.text(json));
        } else {
            command.print(result, out);
        }
        return ExitCode.DONE;
    }

    private static Duration timeout(@Nullable String given) {
        if (given == null) {
            return TIMEOUT;
        }
        if (!given.matches("[0-9]{1,4}(\\.[0-9]{1,3})?") || Double.parseDouble(given) <= 0) {
            throw VektraException.invalid(
                    Shown.quoted(given) + " is not a number of seconds", "for example --timeout 10");
        }
        return Duration.ofMillis(Math.round(Double.parseDouble(given) * 1000));
    }

    private void explain(@Nullable String message, @Nullable String hint) {
        terminal.say("Error: " + message);
        if (hint != null) {
            terminal.say("  -> " + hint);
        }
    }

    /** What no user caused: told with the place in the code, since whoever mends it needs that. */
    private int bug(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        explain(
                "Vektra has a bug: " + e + (trace.length == 0 ? "" : " at " + trace[0]),
                "nothing was lost: what was begun is undone by the next command; please report it");
        if (!environment.getOrDefault("VEKTRA_DEBUG", "").isEmpty()) {
            for (StackTraceElement element : trace) {
                terminal.say("    at " + element);
            }
        }
        return ExitCode.BUG;
    }

    private static String uncapital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + text.substring(1);
    }
}
