package vektra.http.dyno;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.tls.Contexts;
import vektra.tls.Identity;
import vektra.tls.Pem;

/**
 * Where the Heroku CLI meets the programs that it runs, and fetches files: it connects by TLS, says a secret that works
 * once, and is then at the program's input and output, or gets the file.
 */
public final class Rendezvous implements AutoCloseable {
    private static final Duration LIFE = Duration.ofDays(825);
    /** How long a client is waited for. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();
    private static final int LONGEST_LINE = 200;

    private final SSLServerSocket listener;
    private final @Nullable Path trust;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Awaited> awaited = new ConcurrentHashMap<>();

    private record Awaited(Visit visit, Instant until) {}

    /** What happens once a client has come and said its secret. */
    private interface Visit {
        void meet(SSLSocket client) throws IOException;
    }

    private Rendezvous(SSLServerSocket listener, @Nullable Path trust) {
        this.listener = listener;
        this.trust = trust;
    }

    /**
     * Listens at any port of that host.
     *
     * @param tls null for a certificate of its own, which is then in the home for clients to trust
     * @param server the server's port, so that several of one home do not share that file
     */
    public static Rendezvous open(String host, @Nullable SSLContext tls, Path home, int server) {
        try {
            Path trust = null;
            SSLContext context = tls;
            if (context == null) {
                Identity own = Identity.selfSigned("vektra server", hosts(host), LIFE, Instant.now());
                trust = written(home, server, Pem.of(own.certificate()));
                context = Contexts.server(own.key(), own.certificate());
            }
            SSLServerSocket listener =
                    (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
            listener.bind(new InetSocketAddress(host, 0));
            Rendezvous rendezvous = new Rendezvous(listener, trust);
            rendezvous.threads.execute(rendezvous::accept);
            return rendezvous;
        } catch (IOException | GeneralSecurityException e) {
            throw VektraException.unavailable("cannot listen for run: " + e.getMessage(), null, e);
        }
    }

    private static Set<String> hosts(String host) {
        Set<String> hosts = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
        hosts.add(host);
        return hosts;
    }

    private static Path written(Path home, int server, String pem) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(home, ownerOnly);
        Path folder = Files.createDirectories(home.resolve("http"), ownerOnly);
        Path file = folder.resolve("run-" + server + ".pem");
        Path temporary = Files.createTempFile(folder, ".tmp-", "");
        Files.writeString(temporary, pem);
        return Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The certificate that clients must trust; null when it is the server's own. */
    @Nullable
    public Path trust() {
        return trust;
    }

    /** Where a client meets a program, once and within a minute. */
    String place(String host, Dyno dyno) {
        return "rendezvous://" + host + ":" + listener.getLocalPort() + "/" + awaited(client -> run(client, dyno));
    }

    /** Where a client gets a file by HTTPS, once and within a minute. */
    public String file(String host, Path file) {
        return "https://" + host + ":" + listener.getLocalPort() + "/" + awaited(client -> send(client, file));
    }

    private String awaited(Visit visit) {
        Instant now = Instant.now();
        awaited.values().removeIf(one -> one.until().isBefore(now));
        String secret = Secret.fresh().reveal();
        awaited.put(secret, new Awaited(visit, now.plus(PATIENCE)));
        return secret;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                admit((SSLSocket) listener.accept());
            } catch (IOException | OutOfMemoryError e) {
                // closed, or a client that went while it connected, or no more descriptors until another leaves
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void admit(SSLSocket client) throws IOException {
        try {
            threads.execute(() -> meet(client));
        } catch (OutOfMemoryError e) {
            // no more threads until another client leaves
            client.close();
        }
    }

    private void meet(SSLSocket client) {
        try (client) {
            client.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
            client.setTcpNoDelay(true);
            Awaited one = awaited.remove(secret(line(client.getInputStream())));
            if (one != null && !one.until().isBefore(Instant.now())) {
                one.visit().meet(client);
            }
        } catch (IOException gone) {
            // the program has ended with its client
        }
    }

    /** What a client says first: the secret itself, or a request of HTTP whose path it is. */
    private static String secret(String line) {
        return line.startsWith("GET /") ? line.substring("GET /".length()).replaceFirst(" .*", "") : line;
    }

    private void run(SSLSocket client, Dyno dyno) throws IOException {
        client.setSoTimeout(0);
        // the CLI drops the first piece that it gets, so this must go alone
        client.getOutputStream().write("rendezvous\r\n".getBytes(US_ASCII));
        client.getOutputStream().flush();
        dyno.run(client.getInputStream(), client.getOutputStream(), threads);
    }

    private static void send(SSLSocket client, Path file) throws IOException {
        String header = line(client.getInputStream());
        while (!header.isEmpty()) {
            header = line(client.getInputStream());
        }
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: " + Files.size(file)
                + "\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write(head.getBytes(US_ASCII));
        Files.copy(file, client.getOutputStream());
        client.getOutputStream().flush();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n' && line.length() < LONGEST_LINE; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            // the process ends anyway
        }
        threads.shutdownNow();
    }
}
