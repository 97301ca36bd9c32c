package vektra.cli.remote;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.cli.command.ExitCode;
import vektra.cli.command.Invocation;
import vektra.cli.command.Surroundings;
import vektra.cli.terminal.ShellPlan;
import vektra.json.Json;
import vektra.logs.collect.Child;
import vektra.logs.collect.Program;
import vektra.model.name.AppName;
import vektra.model.service.HostPort;
import vektra.model.text.Shown;
import vektra.relay.Relay;
import vektra.remote.Protocol;
import vektra.remote.RemoteServer;

/**
 * A program of this machine that is given what an app has on another one. Servers that only that machine reaches are led
 * here: each has a port of this machine for as long as the program runs, which its variables then name.
 */
public final class RemoteProgram {
    /** Set by the launcher in the process that is to stay beside the program. */
    private static final String RELAY = "vektra.relay";

    private static final String CLASS_PATH = "-cp";

    private final RemoteServer server;
    private final AppName app;
    private final List<String> client;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<HostPort> hidden = new ArrayList<>();
    private final Map<HostPort, Integer> ports = new LinkedHashMap<>();

    private RemoteProgram(RemoteServer server, AppName app, Map<String, Object> answer) {
        this.server = server;
        this.app = app;
        this.client = texts(answer.get("command"));
        Json.object(answer.get("environment")).forEach((name, value) -> environment.put(name, value.toString()));
        texts(answer.get("servers")).stream()
                .map(text -> HostPort.parse(text, 0))
                .filter(at -> HostPort.isLoopback(at.host()))
                .forEach(hidden::add);
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** What the launcher is to do, or the program's exit code once it has run. */
    public record Outcome(String plan, int code) {}

    /** The client program of an add-on, as it can be shown. */
    public static RemoteProgram client(RemoteServer server, AppName app, String what) {
        return new RemoteProgram(server, app, asked(server, Json.map("app", app.value(), "what", what)));
    }

    /** @param service a service of the manifest; null for all variables */
    public static RemoteProgram of(RemoteServer server, AppName app, @Nullable String service) {
        return new RemoteProgram(server, app, asked(server, Json.map("app", app.value(), "service", service)));
    }

    private static Map<String, Object> asked(RemoteServer server, Map<String, @Nullable Object> wanted) {
        return server.asked("POST", Protocol.PROGRAMS, Json.bytes(wanted));
    }

    /** The words of the client program here: where it lies on that machine says nothing about this one. */
    public List<String> command() {
        List<String> words = new ArrayList<>(client);
        String name = String.valueOf(Path.of(words.get(0)).getFileName());
        int classes = words.indexOf(CLASS_PATH);
        boolean own = name.equals("java") && classes > 0;
        words.set(0, own ? Path.of(System.getProperty("java.home"), "bin", name).toString() : name);
        if (own) {
            words.set(classes + 1, System.getProperty("java.class.path"));
        }
        return words;
    }

    /** The program whose words are the last ones of the call. */
    public Outcome last(List<String> words, Invocation with) {
        return outcome(words, ShellPlan.execLast(words.size(), environment), with);
    }

    /** The client program. */
    public Outcome client(Invocation with) {
        List<String> words = command();
        return outcome(words, ShellPlan.exec(words, environment), with);
    }

    /** @param direct what the launcher does where this machine reaches all servers */
    private Outcome outcome(List<String> words, String direct, Invocation with) {
        return System.getProperty(RELAY) != null
                ? new Outcome("", run(words, with))
                : new Outcome(hidden.isEmpty() ? direct : ShellPlan.relay(), ExitCode.DONE);
    }

    private int run(List<String> words, Invocation with) {
        List<Relay> relays = new ArrayList<>();
        try {
            for (HostPort at : hidden) {
                Relay relay = Relay.open(
                        0,
                        server.upstream(at.toString(), Map.of("app", app.value(), "server", at.toString())),
                        with.terminal()::warn);
                relays.add(relay);
                ports.put(at, relay.port());
                Thread thread = new Thread(() -> relay.run(() -> {}), "vektra-tunnel");
                thread.setDaemon(true);
                thread.start();
            }
            Map<String, String> led = new LinkedHashMap<>();
            environment.forEach((name, value) -> led.put(name, led(name, value)));
            Program program = new Program(
                    !client.isEmpty()
                            ? words.stream().map(word -> led("PORT", word)).toList()
                            : words,
                    Surroundings.of(with, led));
            int code = program.check();
            if (code == ExitCode.DONE) {
                return Child.run(program, with.terminal().streams());
            }
            with.terminal()
                    .say("Error: " + (code == Program.NOT_FOUND ? "no program " : "cannot execute ")
                            + Shown.quoted(words.get(0)));
            return code;
        } finally {
            relays.forEach(Relay::close);
        }
    }

    /** A value with the ports of this machine in place of those of the servers. */
    private String led(String name, String value) {
        String led = value;
        for (Map.Entry<HostPort, Integer> port : ports.entrySet()) {
            String there = String.valueOf(port.getKey().port());
            String here = String.valueOf(port.getValue());
            led = Pattern.compile(
                            "(?<![0-9A-Za-z.])" + Pattern.quote(port.getKey().toString()) + "(?![0-9])")
                    .matcher(led)
                    .replaceAll(
                            Matcher.quoteReplacement(new HostPort(port.getKey().host(), port.getValue()).toString()));
            boolean alone = name.endsWith("PORT") && (value.equals(there) || value.equals("--port=" + there));
            led = alone ? value.replace(there, here) : led;
        }
        return led;
    }
}
