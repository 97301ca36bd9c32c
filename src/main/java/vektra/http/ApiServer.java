package vektra.http;

import com.sun.management.UnixOperatingSystemMXBean;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import vektra.addons.verbs.DryRun;
import vektra.addons.verbs.Verbs;
import vektra.file.ApiServers;
import vektra.file.FigureFiles;
import vektra.file.ProcessLock;
import vektra.file.TokenUses;
import vektra.http.access.Access;
import vektra.http.access.Proxies;
import vektra.http.access.TokenBook;
import vektra.http.dyno.Rendezvous;
import vektra.http.remote.RemoteRoutes;
import vektra.http.request.FailedTokens;
import vektra.http.request.RequestLimits;
import vektra.http.request.RouteTable;
import vektra.http.request.Sessions;
import vektra.logs.Logs;
import vektra.logs.collect.Signals;
import vektra.model.service.HostPort;
import vektra.model.text.VektraException;
import vektra.monitors.MonitorFiles;
import vektra.monitors.page.Boards;
import vektra.monitors.page.Published;
import vektra.monitors.uptime.Exposition;
import vektra.remote.Commands;

/** The HTTP API of one home. */
public final class ApiServer {
    /** How long requests that run may take when the server is asked to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration LOOK_FOR_BACKUPS = Duration.ofSeconds(30);

    private static final long MOST_CONNECTIONS = 32_000;
    private static final int MOST_REQUESTS = 2000;
    /** What the kernel keeps while many connect at once. */
    private static final int BACKLOG = 1024;

    private final HostPort listen;
    private final @Nullable SSLContext tls;
    private final Proxies proxies;
    private final int requests;
    private final Path home;
    private final FigureFiles figures;
    private final Function<String, Verbs> verbsOf;
    private final Function<String, DryRun> dryRunOf;
    private final Logs logs;
    private final Commands commands;
    private final String version;
    private final Consumer<String> warn;

    /**
     * @param tls null for plain HTTP
     * @param proxies the addresses of those in front of it whose headers are trusted
     * @param requests how many an hour a token may send; 0 for any number
     * @param home the folder of the home
     * @param verbsOf the verbs for a caller; called for each request
     * @param dryRunOf the same for a dry run
     * @param logs the lines of the home's apps
     * @param commands runs those of clients elsewhere
     * @param version of this Vektra
     * @param warn takes one line about what no request can be answered with
     */
    public ApiServer(
            HostPort listen,
            @Nullable SSLContext tls,
            Set<InetAddress> proxies,
            int requests,
            Path home,
            Function<String, Verbs> verbsOf,
            Function<String, DryRun> dryRunOf,
            Logs logs,
            Commands commands,
            String version,
            Consumer<String> warn) {
        this.listen = listen;
        this.tls = tls;
        this.proxies = new Proxies(proxies);
        this.requests = requests;
        this.home = home;
        this.figures = new FigureFiles(home);
        this.verbsOf = verbsOf;
        this.dryRunOf = dryRunOf;
        this.logs = logs;
        this.commands = commands;
        this.version = version;
        this.warn = warn;
    }

    /**
     * Serves until the process is asked to end by TERM or INT; then lets running requests come to their end.
     *
     * @param started takes where it listens
     */
    @SuppressWarnings("try") // the lock is held, not used
    public void run(Consumer<Started> started) {
        // the JDK reads them once: without the first, small answers wait 40 ms for an acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        // a connection that sends nothing goes soon; until then there is room for all that one address can open
        System.setProperty("sun.net.httpserver.idleInterval", "5");
        System.setProperty("sun.net.httpserver.clockTick", "1000");
        System.setProperty("jdk.httpserver.maxConnections", String.valueOf(mostConnections()));
        CountDownLatch ended = new CountDownLatch(1);
        Signals.on("TERM", ended::countDown);
        Signals.on("INT", ended::countDown);
        HttpServer server = bound();
        String scheme = tls == null ? "http" : "https";
        HostPort at = new HostPort(listen.host(), server.getAddress().getPort());
        String url = scheme + "://" + at;
        try (Rendezvous rendezvous = Rendezvous.open(listen.host(), tls, home, at.port());
                ProcessLock signed = new ApiServers(home).sign(url)) {
            Front front = front(scheme, rendezvous);
            // beyond that the connection of a request is closed
            ExecutorService threads =
                    new ThreadPoolExecutor(0, MOST_REQUESTS, 60, TimeUnit.SECONDS, new SynchronousQueue<>());
            server.setExecutor(threads);
            server.createContext("/", front);
            server.start();
            threads.execute(this::resume);
            Thread backups = new Thread(() -> backUp(ended));
            backups.setDaemon(true);
            backups.start();
            Thread samples = new Thread(() -> sample(ended));
            samples.setDaemon(true);
            samples.start();
            started.accept(new Started(url, rendezvous.trust()));
            ended.await();
            front.finish(PATIENCE);
            server.stop(0);
            threads.shutdownNow();
            // what they have started has to end with this process
            backups.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Where it serves.
     *
     * @param trust the certificate that clients of {@code run} must trust; null when it is the server's own
     */
    public record Started(String url, @Nullable Path trust) {}

    private void resume() {
        try {
            verbsOf.apply("server").await().resume();
        } catch (VektraException e) {
            warn.accept("add-ons that are not provisioned yet remain so: " + e.getMessage());
        }
    }

    /** Makes the backups whose time has come, until the server ends. */
    private void backUp(CountDownLatch ended) {
        Runnable round = () -> {
            attempt(() -> verbsOf.apply("server").data().scheduler().run());
            attempt(() -> verbsOf.apply("server").data().baseBackups().run());
        };
        new Rounds(round).until(ended, LOOK_FOR_BACKUPS);
    }

    private void sample(CountDownLatch ended) {
        try {
            new Sampling(() -> verbsOf.apply("server"), figures, Clock.systemUTC()).until(ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            // the next look may find it otherwise, as does the next server what the end of this one cut off
            if (!Thread.currentThread().isInterrupted()) {
                warn.accept("scheduled backups could not be made: " + e.getMessage());
            }
        }
    }

    private Front front(String scheme, Rendezvous rendezvous) {
        FailedTokens failed = new FailedTokens(System::nanoTime);
        Supplier<Optional<String>> state = verbsOf.apply("server")::stamp;
        Clock clock = Clock.systemUTC();
        TokenUses uses = new TokenUses(home);
        TokenBook tokens = new TokenBook(
                state, () -> verbsOf.apply("server").home().tokens().list(), uses, clock);
        Sessions sessions = new Sessions(clock);
        Access access = new Access(tokens, sessions, failed, proxies);
        Metrics metrics = new Metrics(failed);
        MonitorFiles monitors = new MonitorFiles(home);
        Boards boards = Boards.of(monitors, clock);
        Published published = new Published(() -> boards.board(null, false));
        RouteTable routes = Routes.all(
                sessions,
                access,
                uses,
                metrics,
                rendezvous,
                logs,
                published,
                () -> Exposition.of(monitors, clock),
                figures,
                verbsOf,
                dryRunOf,
                new RemoteRoutes(commands, version, access::holds));
        RequestLimits limits = new RequestLimits(requests, System::nanoTime);
        return new Front(routes, access, metrics, new Kept(state), verbsOf, scheme, proxies, limits, warn);
    }

    /** Leaves descriptors for the work itself. */
    private static long mostConnections() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? Math.max(100, Math.min(MOST_CONNECTIONS, system.getMaxFileDescriptorCount() - MOST_REQUESTS))
                : MOST_CONNECTIONS / 10;
    }

    private HttpServer bound() {
        InetSocketAddress address = new InetSocketAddress(listen.host(), listen.port());
        if (address.isUnresolved()) {
            throw VektraException.unavailable("cannot find the address of " + listen.host(), null, null);
        }
        try {
            if (tls == null) {
                return HttpServer.create(address, BACKLOG);
            }
            HttpsServer server = HttpsServer.create(address, BACKLOG);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            return server;
        } catch (IOException e) {
            throw VektraException.unavailable(
                    "cannot listen at " + listen + ": " + e.getMessage(), "choose another: --listen HOST:PORT", e);
        }
    }
}
