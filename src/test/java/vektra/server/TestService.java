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
import vektra.model.AttachmentName;
import vektra.model.Credentials;
import vektra.model.HostPort;
import vektra.model.Id;
import vektra.model.Plan;
import vektra.model.Resource;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.Service;
import vektra.model.ServiceName;
import vektra.model.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Observation;
import vektra.spi.ServerRecipe;
import vektra.spi.SoftwareSource;

/** A service around a real program, made of as little as a launcher needs: how to run it and how to ask it. */
final class TestService implements AddonProvider, ServerRecipe {
    List<SoftwareSource> sources = List.of(new SoftwareSource.Machine("redis-server", List.of()));
    Function<Layout, List<String>> command = TestService::redis;
    Consumer<Server> ping = TestService::redisPing;
    BiConsumer<Layout, Commands> initialise = (layout, commands) -> {};
    Consumer<Layout> beforeStart = layout -> {};
    boolean refusesRoot;
    boolean keepsData = true;

    static TestService redis() {
        return new TestService();
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

    private static List<String> redis(Layout layout) {
        List<String> words = new ArrayList<>(layout.software().command());
        words.addAll(List.of("--port", String.valueOf(layout.port()), "--bind", layout.listen(), "--save", ""));
        return words;
    }

    static void redisPing(Server server) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(1000);
            socket.connect(
                    new InetSocketAddress(server.host().host(), server.host().port()), 1000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
            if (!answer.equals("+PONG")) {
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
    public void initialise(Layout layout, Commands commands) {
        initialise.accept(layout, commands);
    }

    @Override
    public void beforeStart(Layout layout) {
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
                List.of(new Plan(Plan.SHARED, "", false)),
                List.of(),
                List.of());
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
    public Credentials bind(Server server, Resource resource, Id attachment, Secret fresh) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void unbind(Server server, Resource resource, Id attachment) {}

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

    @Override
    public Map<String, String> connectionForms(Server server, Resource resource, Credentials credentials) {
        return Map.of();
    }
}
