package vektra.provider.memcache;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.Ports;
import vektra.fixture.Sampled;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;

/** What people see when a memcached is not what it should be. */
@EnabledIf("vektra.provider.memcache.RunningMemcached#possible")
@Sampled(oneIn = 6)
class MemcacheBadDaysIT {
    private final MemcacheProvider provider = new MemcacheProvider(Duration.ofSeconds(4));
    private final Resource resource = new Resource(Id.fresh(), "myapp", Map.of());

    @Test
    void a_server_that_is_down_is_named() {
        Server down = adopt("127.0.0.1:" + Ports.free());
        assertThat(unavailable(() -> provider.ping(down)))
                .contains(down.host().toString())
                .contains("refused");
    }

    @Test
    void a_hung_server_is_reported_within_five_seconds() throws Exception {
        try (RunningMemcached memcached = new RunningMemcached()) {
            Server server = adopt(memcached.address().toString());
            memcached.signal("STOP");
            assertThat(unavailable(() -> provider.ping(server)))
                    .isEqualTo("memcache at " + memcached.address() + " does not answer within 4 s");
            assertThat(unavailable(() -> provider.grant(server, resource, Id.fresh(), Secret.fresh())))
                    .contains("4 s");
            memcached.signal("CONT");
            assertThat(provider.ping(server)).isNotEmpty();
        }
    }

    @Test
    void of_two_hosts_the_one_that_is_down_is_named() {
        try (RunningMemcached up = new RunningMemcached()) {
            String down = "127.0.0.1:" + Ports.free();
            for (String url : new String[] {up.address() + "," + down, down + "," + up.address()}) {
                Server server = adopt(url);
                String reported = unavailable(() -> provider.ping(server));
                assertThat(reported).contains(down).doesNotContain(up.address().toString());
                unavailable(() -> provider.provision(server, resource));
                unavailable(() -> provider.grant(server, resource, Id.fresh(), Secret.fresh()));
                unavailable(() -> provider.inspect(server, resource));
            }
        }
    }

    @Test
    void an_http_server_is_not_taken_for_a_memcached() throws Exception {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.start();
        try {
            Server server = adopt("127.0.0.1:" + http.getAddress().getPort());
            assertThat(unavailable(() -> provider.ping(server)))
                    .contains(server.host().toString())
                    .contains("does not answer as a memcached would: 'HTTP/1.1 400 Bad Request'");
        } finally {
            http.stop(0);
        }
    }

    @Test
    void what_answers_without_end_or_garbage_is_no_memcached() throws Exception {
        assertThat(unavailable(() -> provider.ping(answering("x".repeat(100_000)))))
                .contains("does not answer as a memcached would: 'xxx");
        assertThat(unavailable(() -> provider.ping(answering("\u0007\u001b[31mVERSION 1\r\n"))))
                .contains("'??[31mVERSION 1'");
        assertThat(unavailable(() -> provider.ping(answering("VERSION \r\n")))).contains("'VERSION'");
        assertThat(unavailable(() -> provider.inspect(answering("VALUE a 0 1\r\n"), resource)))
                .contains("'VALUE a 0 1'");
        assertThat(unavailable(() -> provider.inspect(answering("STAT a 1\r\n".repeat(9) + "STAT"), resource)))
                .contains("'STAT'");
    }

    @Test
    void a_server_that_says_nothing_and_closes_is_reported() throws Exception {
        assertThat(unavailable(() -> provider.ping(answering("")))).contains("closes the connection");
    }

    @Test
    void a_server_that_wants_a_login_is_reported(@TempDir Path folder) throws Exception {
        Path users = Files.writeString(folder.resolve("users"), "someone:secret\n");
        try (RunningMemcached memcached = new RunningMemcached("-Y", users.toString())) {
            Server server = adopt(memcached.address().toString());
            VektraException refused = refused(() -> provider.ping(server));
            assertThat(refused.getMessage()).contains("unauthenticated");
            assertThat(refused.hint()).contains("login");
        }
    }

    @Test
    void a_server_whose_connections_are_all_taken_says_so() throws Exception {
        try (RunningMemcached memcached = new RunningMemcached("-c", "64")) {
            Server server = adopt(memcached.address().toString());
            List<Socket> held = new ArrayList<>();
            // memcached counts a connection once one of its threads has it, and may have refused some of these by then
            await().untilAsserted(() -> {
                for (int i = 0; i < 64; i++) {
                    held.add(new Socket(
                            memcached.address().host(), memcached.address().port()));
                }
                unavailable(() -> provider.ping(server));
            });
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void a_slow_server_is_borne_as_long_as_it_goes_on_answering() throws Exception {
        Duration patience = Duration.ofMillis(1500);
        Duration pause = Duration.ofMillis(100);
        String slow = "VERSION 1.6.18\r\n";
        assertThat(pause.multipliedBy(slow.length())).isGreaterThan(patience);
        Server server = adopt("127.0.0.1:" + answer(slow, pause));
        assertThat(new MemcacheProvider(patience).ping(server)).isEqualTo("1.6.18");
    }

    @Test
    void a_host_that_does_not_exist_is_reported() {
        assertThat(unavailable(() -> provider.ping(adopt("no-such-host.invalid:11211"))))
                .contains("no-such-host.invalid:11211")
                .contains("no host of that name");
    }

    private Server adopt(String url) {
        return provider.adopt(url, Map.of());
    }

    private Server answering(String answer) throws IOException {
        return adopt("127.0.0.1:" + answer(answer, Duration.ZERO));
    }

    /** A server that answers one request with this and closes; waits between bytes. Returns its port. */
    private static int answer(String answer, Duration pause) throws IOException {
        ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            try (listening;
                    Socket socket = listening.accept()) {
                socket.getInputStream().read(new byte[100]);
                if (pause.isZero()) {
                    socket.getOutputStream().write(answer.getBytes(US_ASCII));
                } else {
                    for (byte b : answer.getBytes(US_ASCII)) {
                        Thread.sleep(pause.toMillis());
                        socket.getOutputStream().write(b);
                    }
                }
            } catch (IOException | InterruptedException e) {
                // the client has heard enough
            }
        });
        thread.setDaemon(true);
        thread.start();
        return listening.getLocalPort();
    }

    private static String unavailable(ThrowingCallable call) {
        return String.valueOf(refused(call).getMessage());
    }

    private static VektraException refused(ThrowingCallable call) {
        VektraException e = catchThrowableOfType(VektraException.class, call);
        assertThat(e).isNotNull();
        assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
        return e;
    }
}
