package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** A managed server is its process: neither whatever has its port, nor what a pid file says. */
@Sampled(oneIn = 2)
class ForeignPortIT {
    private static Home home;

    @BeforeAll
    static void open() {
        home = Home.withEverything();
        for (String service : List.of("redis", "postgres")) {
            home.vektra("addons:bind", service, "-a", "web").ok();
        }
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @Test
    void a_program_that_took_the_port_is_sent_nothing_and_then_left_behind_with_the_old_password() throws Exception {
        for (String service : List.of("redis", "postgres")) {
            URI before = URI.create(home.adminUrl(service));
            home.vektra("addons:stop", service).ok();
            try (Taker taker = new Taker(before.getPort())) {
                String said =
                        home.vektra("addons:info", service, "-a", "web").ok().out();
                assertThat(said).contains("is not running, and its port is taken by");
                assertThat(home.json("addons:info", service, "-a", "web")
                                .get("reachable")
                                .asBoolean())
                        .isFalse();
                home.vektra("addons:action", service, "stats", "-a", "web").exits(4);
                home.vektra("addons:rotate", service, "-a", "web").exits(4);
                home.vektra("addons:status", service).ok();
                assertThat(home.vektra("addons:doctor", "--fix").ok().out()).contains("Found and fixed");
                assertThat(taker.heard).isEmpty();
            }
            URI after = URI.create(home.adminUrl(service));
            assertThat(after.getPort()).isNotEqualTo(before.getPort());
            assertThat(after.getUserInfo().equals(before.getUserInfo())).isEqualTo(service.equals("postgres"));
            assertThat(home.vektra("addons:info", service, "-a", "web").ok().out())
                    .containsPattern("Provisioned on server +yes");
        }
    }

    @Test
    void a_lost_pid_file_makes_no_second_server() throws Exception {
        for (String service : List.of("redis", "postgres", "memcache")) {
            long pid = pid(service);
            Files.delete(home.path().resolve("servers/" + service + "/pid"));
            home.vektra("addons:doctor").ok();
            home.vektra("addons:doctor", "--fix").ok();
            home.enable(service);
            assertThat(pid(service)).as(service).isEqualTo(pid);
            assertThat(Files.readAllLines(home.path().resolve("servers/" + service + "/pid")))
                    .contains(String.valueOf(pid));
        }
    }

    private static long pid(String service) {
        return home.json("addons:status", service).get("pid").asLong();
    }

    /** Listens where a server should, and keeps whatever comes. */
    private static final class Taker implements AutoCloseable {
        final Queue<String> heard = new ConcurrentLinkedQueue<>();
        private final ServerSocket socket;

        Taker(int port) throws IOException {
            socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            Thread listener = new Thread(this::listen);
            listener.setDaemon(true);
            listener.start();
        }

        private void listen() {
            while (true) {
                try (Socket caller = socket.accept()) {
                    heard.add(new String(caller.getInputStream().readNBytes(1), StandardCharsets.ISO_8859_1));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
