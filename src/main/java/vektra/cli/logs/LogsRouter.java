package vektra.cli.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.addons.drains.Listening;
import vektra.addons.services.Servers;
import vektra.addons.services.Units;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Terminal;
import vektra.cli.terminal.UnitText;
import vektra.json.Json;
import vektra.logs.router.RouterStatus;
import vektra.model.logs.LogSettings;
import vektra.model.service.HostPort;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Runs the process that takes the lines of all sources and ships them, or looks after the one that runs. */
public final class LogsRouter extends VektraCommand<LogsRouter.Result> {
    private static final int LONGEST_PATH = 100;

    private static final Duration STOP = Duration.ofSeconds(10);

    private final Flag stop = flag("--stop", "stop the running router");
    private final Flag status = flag("--status", "show the state of the running router");
    private final Flag unit = flag("--unit", "print a systemd unit for it");
    private final Flag system = flag("--system", "with --unit: for the machine's systemd instead of your user's");
    private final Param<HostPort> listen = option(
            List.of("--listen"),
            "[HOST:]PORT",
            "receive syslog there, by TCP and UDP; the setting is kept",
            LogsRouter::loopback);
    private final Flag noListen = flag("--no-listen", "stop receiving syslog there; the setting is kept");
    private final Param<Path> socket = option(
            List.of("--socket"),
            "PATH",
            "receive syslog on this unix socket; the setting is kept",
            LogsRouter::socketPath);
    private final Flag noSocket = flag("--no-socket", "stop receiving syslog there; the setting is kept");
    private final Flag untilIdle = flag("--until-idle", "end after five minutes without use");

    /**
     * The state of the router, or its unit.
     *
     * @param status null unless one runs and was asked
     * @param unit null unless asked for
     */
    record Result(What what, LogSettings settings, @Nullable RouterStatus status, Units.@Nullable Unit unit) {
        enum What {
            ENDED,
            STOPPED,
            NONE_RUNS,
            RUNS,
            UNIT
        }
    }

    @Override
    public Result run(Invocation with) {
        if (Stream.of(stop, status, unit).filter(Flag::isSet).count() > 1) {
            throw VektraException.invalid("several operations given", "choose one of --stop, --status, --unit");
        }
        LogSettings settings = settings(with.verbs().listening());
        if (unit.isSet()) {
            Units.Unit text = with.verbs().services().units().router(with.installation(system.isSet()));
            return new Result(Result.What.UNIT, settings, null, text);
        }
        if (stop.isSet()) {
            boolean ran = with.router().stop(STOP);
            return new Result(ran ? Result.What.STOPPED : Result.What.NONE_RUNS, settings, null, null);
        }
        if (status.isSet()) {
            RouterStatus found = with.router().status().orElse(null);
            return new Result(found == null ? Result.What.NONE_RUNS : Result.What.RUNS, settings, found, null);
        }
        Servers servers = with.verbs().services().servers();
        with.logs()
                .router(settings, servers::logs, with.terminal()::warn)
                .run(untilIdle.isSet(), () -> started(settings, with.terminal()));
        return new Result(Result.What.ENDED, settings, null, null);
    }

    private LogSettings settings(Listening listening) {
        if ((listen.orNull() != null && noListen.isSet()) || (socket.orNull() != null && noSocket.isSet())) {
            throw VektraException.invalid(
                    "--listen and --no-listen, or --socket and --no-socket, cannot be combined",
                    "leave one of them out");
        }
        boolean asked = listen.orNull() != null || noListen.isSet() || socket.orNull() != null || noSocket.isSet();
        return asked ? listening.change(this::changed) : listening.settings();
    }

    private LogSettings changed(LogSettings before) {
        HostPort address = listen.orNull();
        Path path = socket.orNull();
        return new LogSettings(
                noListen.isSet() ? null : address == null ? before.listen() : address,
                noSocket.isSet() ? null : path == null ? before.socket() : path.toString());
    }

    /** Only programs of this machine may hand in lines: the protocol has no authentication. */
    private static HostPort loopback(String text) {
        HostPort address = text.matches("[0-9]+") ? HostPort.parse("127.0.0.1:" + text, 0) : HostPort.parse(text, 0);
        if (HostPort.isLoopback(address.host())) {
            return address;
        }
        throw VektraException.invalid(
                Shown.quoted(address.host()) + " is not a loopback address",
                "such as --listen 5140 or --listen 127.0.0.1:5140");
    }

    /** The system takes no longer path for a socket; some take 104 bytes, and the end is a zero. */
    private static Path socketPath(String text) {
        Path path = Path.of(text).toAbsolutePath().normalize();
        if (text.isBlank() || Files.isDirectory(path)) {
            throw VektraException.invalid(
                    Shown.quoted(text) + " cannot be a socket", "name a new file, such as /run/myapp/log");
        }
        if (path.toString().getBytes(UTF_8).length > LONGEST_PATH) {
            throw VektraException.invalid(
                    "the path of the socket exceeds " + LONGEST_PATH + " bytes", "use a folder with a shorter name");
        }
        return path;
    }

    private static void started(LogSettings settings, Terminal terminal) {
        terminal.say("The log router is running, pid " + ProcessHandle.current().pid());
        if (settings.listen() != null) {
            terminal.say("It receives syslog at " + settings.listen() + ", TCP and UDP");
        }
        if (settings.socket() != null) {
            terminal.say("It receives syslog at " + settings.socket());
        }
    }

    @Override
    public void print(Result result, Output out) {
        switch (result.what()) {
            case ENDED -> out.say("The log router stopped");
            case STOPPED -> out.line("Stopped the log router");
            case NONE_RUNS ->
                out.line(stop.isSet() ? "Nothing to do: no log router is running" : "No log router is running");
            case RUNS -> RouterViews.print(result, out);
            case UNIT -> {
                if (result.unit() != null) {
                    UnitText.print(List.of(result.unit()), "logs:router --stop", out);
                }
            }
        }
    }

    @Override
    public Object json(Result result) {
        if (result.unit() != null) {
            return Json.map("name", result.unit().name(), "text", result.unit().text());
        }
        return RouterViews.json(result);
    }
}
