package vektra.provider.sqs.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import vektra.file.SmallFile;
import vektra.model.service.ServerOptions;
import vektra.provider.sqs.server.call.Engine;
import vektra.provider.sqs.server.folder.DataFolder;
import vektra.provider.sqs.server.http.Encryption;
import vektra.provider.sqs.server.http.WebServer;
import vektra.provider.sqs.server.queues.QueueEngine;
import vektra.provider.sqs.server.store.Ledger;
import vektra.provider.sqs.server.store.Time;
import vektra.provider.sqs.server.topics.TopicEngine;

/**
 * Starts the server: {@code --service sqs --listen ADDRESS --port PORT --data FOLDER --version VERSION}, and for TLS on the
 * same port {@code --tls offered|required --certificate FILE}.
 */
public final class QueueServer {
    private static final WebServer.Limits LIMITS = new WebServer.Limits(4000, 32L << 20, 180, 30);

    private QueueServer() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            given.put(arguments[i], arguments[i + 1]);
        }
        DataFolder folder = new DataFolder(Path.of(asked(given, "--data")).toAbsolutePath());
        folder.makeOwn();
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        Turnstile turnstile = new Turnstile(folder);
        Ledger ledger = new Ledger(folder.store(), workers);
        String host = asked(given, "--listen");
        int port = Integer.parseInt(asked(given, "--port"));
        String address = reachable(host) + ":" + port;
        Encryption encryption = given.containsKey("--certificate")
                ? new Encryption(
                        Path.of(asked(given, "--certificate")),
                        asked(given, "--tls").equals(ServerOptions.TLS_REQUIRED))
                : null;
        String base = (encryption != null && encryption.isRequired() ? "https://" : "http://") + address;
        Engine engine = asked(given, "--service").equals("sns")
                ? new TopicEngine(ledger, new Time(), folder, base, turnstile::space)
                : new QueueEngine(ledger, new Time(), turnstile::require, addon -> !folder.isShut(addon));
        Api api = new Api(engine, ledger, turnstile, workers, asked(given, "--version"));
        WebServer web = new WebServer(new InetSocketAddress(host, port), api, workers, LIMITS, encryption);
        Thread writer = new Thread(ledger, "writer");
        writer.start();
        Runtime.getRuntime().addShutdownHook(new Thread(ledger::close, "closing"));
        engine.start();
        SmallFile.replace(folder.address(), base + "\n");
        web.run();
    }

    /** As this machine reaches it. */
    private static String reachable(String host) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        if (address.isAnyLocalAddress()) {
            return "127.0.0.1";
        }
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    private static String asked(Map<String, String> given, String name) {
        return Objects.requireNonNull(given.get(name), name);
    }
}
