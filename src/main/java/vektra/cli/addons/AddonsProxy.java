package vektra.cli.addons;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import vektra.addons.Reach;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.logs.collect.Signals;
import vektra.model.service.HostPort;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.relay.Relay;
import vektra.relay.Upstream;
import vektra.remote.Protocol;
import vektra.remote.RemoteServer;

/** Passes connections to a port of this machine on to the server of an add-on, until it is stopped. */
public final class AddonsProxy extends TargetCommand<AddonsProxy.Ended> {
    private final Param<Integer> port = option(
            List.of("-p", "--port"),
            "PORT",
            "the port on 127.0.0.1 (default: that of the server, or any free one if the server is on this machine)",
            AddonsProxy::port);
    private final Flag tls = flag("-t,--tls", "connect to the server with TLS; clients connect without it");

    /** A proxy that was stopped, and how many clients it had. */
    public record Ended(HostPort local, HostPort server, int connections) {}

    /** @param resource whether it is the command on a resource */
    public AddonsProxy(boolean resource) {
        super(resource);
    }

    private static int port(String text) {
        return HostPort.port(text)
                .orElseThrow(() -> VektraException.invalid(
                        Shown.quoted(text) + " is not a port", "a number from 1 to " + HostPort.GREATEST));
    }

    @Override
    public Ended run(Invocation with) {
        Integer given = port.orNull();
        RemoteServer elsewhere = with.elsewhere();
        if (elsewhere != null) {
            return proxied(given == null ? 0 : given, elsewhere, with);
        }
        Target target = target(with);
        Reach.Address address = with.verbs().reach().of(target.what(), target.within(), tls.isSet());
        HostPort server = address.at();
        Upstream upstream = tls.isSet()
                ? Upstream.encrypted(server, address.authority(), with.patience())
                : Upstream.plain(server, with.patience());
        int wanted = given != null ? given : isHere(server.host()) ? 0 : server.port();
        return run(wanted, upstream, server, with);
    }

    /** To a server that another machine reaches. */
    private Ended proxied(int wanted, RemoteServer elsewhere, Invocation with) {
        if (tls.isSet()) {
            throw VektraException.invalid("-t is for servers that this machine reaches", "leave it out");
        }
        Target target = target(with);
        Map<String, @Nullable Object> named = Json.map(
                "addon",
                target.what(),
                "app",
                target.within() == null ? null : target.within().value());
        Map<String, Object> answer = elsewhere.asked("POST", Protocol.ADDRESS, Json.bytes(named));
        HostPort server = HostPort.parse(String.valueOf(answer.get("server")), 0);
        return run(wanted, elsewhere.upstream(server.toString(), named), server, with);
    }

    private Ended run(int wanted, Upstream upstream, HostPort server, Invocation with) {
        AtomicInteger connections = new AtomicInteger();
        try (Relay relay = Relay.open(wanted, upstream, with.terminal()::warn)) {
            Signals.on("INT", relay::close);
            Signals.on("TERM", relay::close);
            say(with, "proxying localhost:" + relay.port() + " to " + server);
            relay.run(() -> {
                connections.incrementAndGet();
                say(with, "connect: " + relay.port());
            });
            return new Ended(new HostPort("127.0.0.1", relay.port()), server, connections.get());
        }
    }

    /** On a machine of its own the server's port is free as a rule. */
    private static boolean isHere(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }

    /** At once, since it runs as long as it is wanted; with {@code --json} only the end is a result. */
    private void say(Invocation with, String line) {
        if (wantsJson()) {
            return;
        }
        try {
            with.terminal().stream(line + "\n");
        } catch (IOException e) {
            // its reader has seen enough, and clients go on
        }
    }

    @Override
    public void print(Ended result, Output out) {
        out.say("The proxy stopped");
    }

    @Override
    public Object json(Ended result) {
        return Json.map(
                "local", result.local().toString(),
                "server", result.server().toString(),
                "connections", result.connections());
    }
}
