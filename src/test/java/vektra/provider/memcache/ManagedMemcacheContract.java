package vektra.provider.memcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vektra.fixture.Signal;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.service.Server;
import vektra.model.service.ServerStatus;
import vektra.model.text.Figure;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.provider.AppClient.Session;

/** What every memcached that Vektra runs must do, wherever its program came from. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ManagedMemcacheContract extends MemcacheContract {
    private final Launcher launcher = new Launcher(provider());
    private Server server;

    /** What {@code --from} calls the source. */
    abstract String source();

    @BeforeAll
    void start() {
        server = launcher.start(source(), Map.of("memory", "16", "max-connections", "80"));
    }

    @AfterAll
    void remove() {
        launcher.close();
    }

    @Override
    protected Server server() {
        return server;
    }

    @Test
    void comes_from_where_it_was_asked_for() {
        assertThat(server.software().source()).isEqualTo(source());
        assertThat(server.version()).isEqualTo(provider().ping(server));
    }

    @Test
    void runs_with_the_options_it_was_given() {
        assertThat(provider().inspect(server, provisioned()).figures())
                .containsEntry("server memory limit", Figure.bytes(16L << 20));
    }

    @Test
    void holds_no_more_than_its_memory_and_goes_on_taking_new_values() throws Exception {
        Resource resource = provisioned();
        String random = noise(200_000);
        try (Session app = open(resource, bound(resource))) {
            for (int i = 0; i < 300; i++) {
                app.write("key" + i, i + random);
            }
            assertThat(app.read("key299")).isEqualTo(299 + random);
            assertThat(app.read("key0")).isNull();
        }
    }

    @Test
    void takes_no_more_connections_than_its_option_says() throws Exception {
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                held.add(new Socket(server.host().host(), server.host().port()));
            }
            VektraException e =
                    catchThrowableOfType(VektraException.class, () -> provider().ping(server));
            assertThat(e).isNotNull();
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
        Awaitility.await().ignoreExceptions().until(() -> provider().ping(server) != null);
    }

    @Test
    void listens_on_loopback_only() throws Exception {
        InetAddress outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .findFirst()
                .orElse(null);
        assumeTrue(outside != null);
        try (Socket socket = new Socket()) {
            assertThat(catchThrowableOfType(
                            IOException.class,
                            () -> socket.connect(
                                    new InetSocketAddress(outside, server.host().port()), 2000)))
                    .isNotNull();
        }
    }

    @Test
    void does_not_answer_udp() throws Exception {
        byte[] version = {0, 1, 0, 0, 0, 1, 0, 0, 'v', 'e', 'r', 's', 'i', 'o', 'n', '\r', '\n'};
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(
                    new InetSocketAddress(server.host().host(), server.host().port()));
            socket.setSoTimeout(500);
            socket.send(new DatagramPacket(version, version.length));
            assertThat(catchThrowableOfType(
                            IOException.class, () -> socket.receive(new DatagramPacket(new byte[100], 100))))
                    .isInstanceOfAny(SocketTimeoutException.class, PortUnreachableException.class);
        }
    }

    @Test
    void a_restart_empties_the_cache_and_keeps_the_vars() throws Exception {
        Resource resource = provisioned();
        Credentials credentials = bound(resource);
        Map<String, String> before = vars(resource, credentials);
        write(resource, credentials, "key", "value");
        launcher.stop();
        launcher.ensureRunning();
        assertThat(vars(resource, credentials)).isEqualTo(before);
        assertThat(read(resource, credentials, "key")).isNull();
    }

    @Test
    void is_started_again_after_it_was_killed() throws Exception {
        long pid = launcher.pid();
        Signal.send("KILL", pid);
        Awaitility.await().until(() -> launcher.status().state() == ServerStatus.State.STOPPED);
        launcher.ensureRunning();
        assertThat(launcher.pid()).isNotEqualTo(pid);
        assertThat(provider().ping(server)).isNotBlank();
    }

    @Test
    void is_unavailable_within_five_seconds_while_it_is_suspended() throws Exception {
        long pid = launcher.pid();
        Signal.send("STOP", pid);
        // a process of many threads stops some time after the signal
        Awaitility.await().until(() -> launcher.status().state() == ServerStatus.State.HUNG);
        try {
            VektraException e =
                    catchThrowableOfType(VektraException.class, () -> provider().ping(server));
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(e.getMessage()).contains(server.host().toString());
        } finally {
            Signal.send("CONT", pid);
        }
        assertThat(provider().ping(server)).isNotBlank();
    }

    @Test
    void options_that_no_start_could_use_are_refused_while_it_runs() {
        VektraException e = catchThrowableOfType(
                VektraException.class,
                () -> provider().configure(server.withOptions(Map.of("memory", "1", "max-connections", "80"))));
        assertThat(e.kind()).isEqualTo(Kind.INVALID);
    }
}
