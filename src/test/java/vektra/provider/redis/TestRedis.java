package vektra.provider.redis;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import vektra.fixture.Ports;
import vektra.fixture.Signal;
import vektra.model.name.ServiceName;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.service.ServerOptions;
import vektra.model.service.ServiceOption;
import vektra.model.service.Software;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.redis.server.RedisRecipe;
import vektra.provider.redis.wire.RedisUrl;
import vektra.server.Places;
import vektra.spi.ServerRecipe.Layout;

/** A Redis server of a test, in a folder of its own; stopped and deleted when closed. */
public final class TestRedis implements AutoCloseable {
    public static final RedisProvider PROVIDER = new RedisProvider(Duration.ofSeconds(4), Path.of("ca.pem"));
    static final RedisData DATA = (RedisData) PROVIDER.abilities().movable().orElseThrow();

    final Path folder;
    final int port = Ports.free();
    final Secret password = Secret.fresh();
    private final List<String> command;
    private Process process;

    private TestRedis(List<String> command) {
        this.command = command;
        try {
            folder = Files.createTempDirectory("vektra-redis-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The binaries of each version; {@code static} is the embedded one for machines that miss libraries. */
    static Software software(String source) {
        return switch (source) {
            case "machine" -> new Software(source, List.of("/usr/bin/redis-server"), "7.0.15");
            case "embedded" -> new Software(source, List.of(embedded("redis-server-6.2.6-v5-linux-amd64")), "6.2.11");
            case "static" -> new Software("embedded", List.of(running("redis-server-6.2.7-linux-386")), "6.2.7");
            default -> throw new IllegalArgumentException(source);
        };
    }

    /** Skips the test where the kernel cannot run the program: newer ones may be built without those of 32 bits. */
    private static String running(String entry) {
        String program = embedded(entry);
        try {
            int exit = new ProcessBuilder(program, "--version").start().waitFor();
            assumeTrue(exit == 0, "the kernel cannot run " + entry);
            return program;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String embedded(String entry) {
        Path program = Path.of("target", "embedded", entry).toAbsolutePath();
        if (!Files.isExecutable(program)) {
            Path jar = Path.of(
                    System.getProperty("user.home"),
                    ".m2/repository/com/github/codemonstur/embedded-redis/1.4.4/embedded-redis-1.4.4.jar");
            try (ZipFile zip = new ZipFile(jar.toFile());
                    InputStream in = zip.getInputStream(zip.getEntry(entry))) {
                Files.createDirectories(program.getParent());
                Path fresh = Files.createTempFile(program.getParent(), "redis", "");
                Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
                fresh.toFile().setExecutable(true);
                Files.move(fresh, program, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return program.toString();
    }

    /** A server run as the recipe says. */
    public static Managed managed(String source, String... options) {
        return new Managed("redis", software(source), options(options));
    }

    /** A server of one add-on. */
    public static Managed dedicated(String source, String... options) {
        return new Managed("redis-own-1", software(source), options(options));
    }

    /** A server that Vektra does not run, with the given lines of configuration. */
    static TestRedis foreign(String source, String... config) {
        TestRedis redis = new TestRedis(new ArrayList<>(software(source).command()));
        try {
            List<String> lines =
                    new ArrayList<>(List.of("bind 127.0.0.1", "port " + redis.port, "dir " + redis.folder));
            lines.addAll(List.of(config));
            redis.command.add(
                    Files.write(redis.folder.resolve("redis.conf"), lines).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        redis.start();
        return redis;
    }

    /** Every option of the service with its default, but for those given as {@code name=value}. */
    public static Map<String, String> options(String... changed) {
        Map<String, String> options = new HashMap<>();
        for (ServiceOption option : PROVIDER.service().options()) {
            if (option.defaultValue() != null) {
                options.put(option.name(), option.defaultValue());
            }
        }
        for (String option : changed) {
            options.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        return options;
    }

    Server adopted(String url, String... options) {
        return PROVIDER.adopt(url, options(options));
    }

    void start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            for (int i = 0; i < 200; i++) {
                try {
                    new Socket(InetAddress.getLoopbackAddress(), port).close();
                    return;
                } catch (IOException refused) {
                    Thread.sleep(20);
                }
            }
            throw new IllegalStateException(Files.readString(log()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Path log() {
        return folder.resolve("log");
    }

    void signal(String name) throws Exception {
        Signal.send(name, process.pid());
        if (name.equals("KILL")) {
            process.waitFor();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection as the user of the URL, in database 0. */
    public static Jedis connect(RedisUrl url) {
        var config = DefaultJedisClientConfig.builder().resp2().timeoutMillis(4000);
        if (!url.user().isEmpty()) {
            config.user(url.user());
        }
        if (!url.password().reveal().isEmpty()) {
            config.password(url.password().reveal());
        }
        return new Jedis(new HostAndPort(url.address().host(), url.address().port()), config.build());
    }

    public static final class Managed implements AutoCloseable {
        final TestRedis process;
        public final Server server;
        final Layout layout;

        private Managed(String id, Software software, Map<String, String> options) {
            RedisRecipe recipe = new RedisRecipe();
            process = new TestRedis(new ArrayList<>());
            layout = new Layout(
                    software,
                    process.folder,
                    options.getOrDefault(ServerOptions.LISTEN, "127.0.0.1"),
                    process.port,
                    process.password,
                    options,
                    false);
            recipe.initialize(layout, Places.at(process.folder));
            process.command.addAll(recipe.command(layout));
            HostPort address = new HostPort("127.0.0.1", process.port);
            server = new Server(
                    id,
                    new ServiceName("redis"),
                    true,
                    List.of(address),
                    recipe.adminUrl(address, process.password),
                    options,
                    software,
                    process.folder.toString(),
                    software.version());
            start();
        }

        void start() {
            new RedisRecipe().beforeStart(layout, Places.at(process.folder));
            process.start();
            for (int i = 0; ; i++) {
                try {
                    PROVIDER.ping(server);
                    PROVIDER.configure(server);
                    return;
                } catch (VektraException e) {
                    if (i == 100) {
                        throw e;
                    }
                    try {
                        Thread.sleep(20);
                    } catch (InterruptedException stop) {
                        throw new IllegalStateException(stop);
                    }
                }
            }
        }

        public Jedis admin() {
            return connect(RedisUrl.of(server));
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
