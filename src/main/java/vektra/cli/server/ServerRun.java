package vektra.cli.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.Serving;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.service.HostPort;
import vektra.model.text.IpAddress;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Serves the HTTP API that the Heroku CLI speaks. */
public final class ServerRun extends VektraCommand<String> {
    /** Where it listens by default. */
    public static final HostPort USUAL = new HostPort("127.0.0.1", 5050);

    /** As many as Heroku's API allows. */
    private static final int USUAL_REQUESTS = 4500;

    private final Param<HostPort> listen = option(
            List.of("--listen"),
            "HOST[:PORT]",
            "address to listen on (default: " + USUAL + ")",
            text -> HostPort.parse(text, USUAL.port()));
    private final Param<Path> tls =
            pair("--tls", "FILE", "serve HTTPS: a certificate and its key, PEM files", Path::of);
    private final Flag insecure = flag("--insecure-listen", "accept remote clients without TLS");
    private final Param<Set<InetAddress>> proxies = option(
            List.of("--proxy"),
            "IP[,IP…]",
            "proxies whose X-Forwarded-For, -Proto and -Host headers are trusted",
            ServerRun::addresses);
    private final Param<Integer> requests = option(
            List.of("--requests"),
            "N",
            "requests an hour that a token may send; 0 for any number (default: " + USUAL_REQUESTS + ")",
            ServerRun::number);

    @Override
    public String run(Invocation with) {
        HostPort given = listen.orNull();
        HostPort address = given == null ? USUAL : given;
        List<Path> files = tls.all();
        if (files.isEmpty() && !insecure.isSet() && !isLoopback(address.host())) {
            throw VektraException.invalid(
                    Shown.quoted(address.host())
                            + " can be reached from other hosts, and tokens could be read on the way",
                    "use --tls CERT KEY, or --insecure-listen behind a proxy that does TLS");
        }
        Set<InetAddress> trusted = proxies.orNull();
        Integer most = requests.orNull();
        Serving.Request request = new Serving.Request(
                address,
                files.isEmpty() ? null : files.get(0),
                files.isEmpty() ? null : files.get(1),
                trusted == null ? Set.of() : trusted,
                most == null ? USUAL_REQUESTS : most);
        with.serving().serve(request, (url, trust) -> {
            with.terminal()
                    .say("Vektra is listening at " + url + ", pid "
                            + ProcessHandle.current().pid());
            if (trust != null) {
                with.terminal().say("For heroku run: NODE_EXTRA_CA_CERTS=" + trust);
            }
        });
        return "ended";
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw VektraException.invalid(
                    Shown.quoted(text) + " is not a number of requests", "such as --requests 10000");
        }
        return Integer.parseInt(text);
    }

    /** Addresses and no names, since what a name resolves to can change. */
    private static Set<InetAddress> addresses(String text) {
        Set<InetAddress> all = new HashSet<>();
        for (String one : text.split(",", -1)) {
            all.add(IpAddress.parse(one)
                    .orElseThrow(() -> VektraException.invalid(
                            Shown.quoted(one) + " is not an IP address", "such as --proxy 127.0.0.1")));
        }
        return all;
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw VektraException.invalid("no host called " + Shown.quoted(host), "such as --listen " + USUAL);
        }
    }

    @Override
    public void print(String result, Output out) {
        out.say("The server stopped");
    }

    @Override
    public Object json(String result) {
        return Json.map("state", result);
    }
}
