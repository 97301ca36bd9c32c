package vektra.server.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.server.folder.PortBook;
import vektra.server.folder.ServerRecord;

class PortsIT {
    @ParameterizedTest
    @CsvSource({"0.0.0.0,127.0.0.1", "*,127.0.0.1", "::,::1", "127.0.0.1,127.0.0.1", "10.1.2.3,10.1.2.3"})
    void a_server_that_listens_everywhere_is_reached_at_home(String listen, String host) {
        assertThat(Ports.reachable(listen)).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.77", "no.such.host.invalid"})
    void an_address_that_is_not_ours_is_invalid(String listen) {
        assertThatThrownBy(() -> Ports.isFree(listen, 21_000))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
                .hasMessageContaining(listen);
    }

    @Test
    void a_port_belongs_to_one_server(@TempDir Path servers) throws Exception {
        record(servers, 20_002);
        assertThat(new PortBook(servers, "redis").owner(20_002)).hasValue("s20002");
        assertThat(new PortBook(servers, "redis").owner(20_003)).isEmpty();
        assertThat(new PortBook(servers, "s20002").owner(20_002)).isEmpty();
    }

    @Test
    void a_port_is_picked_below_those_of_outgoing_connections(@TempDir Path servers) {
        assertThat(new PortBook(servers, "redis").pick("127.0.0.1", PortRange.of(Map.of())))
                .isBetween(20_000, 32_767);
    }

    @Test
    void a_port_is_picked_from_the_range_that_the_environment_gives(@TempDir Path servers) throws Exception {
        int only = vektra.fixture.Ports.free();
        PortRange range = PortRange.of(Map.of(PortRange.VARIABLE, only + "-" + only));
        assertThat(new PortBook(servers, "redis").pick("127.0.0.1", range)).isEqualTo(only);
        record(servers, only);
        assertThatThrownBy(() -> new PortBook(servers, "redis").pick("127.0.0.1", range))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
                .hasMessage("no free port was found among " + only + "-" + only + " on 127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20000", "30000-20000", "0-100", "20000-70000", "-1", "a-b", "20000-30000-40000", "020-30"})
    void a_range_of_another_form_is_invalid(String given) {
        assertThatThrownBy(() -> PortRange.of(Map.of(PortRange.VARIABLE, given)))
                .isInstanceOfSatisfying(VektraException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.INVALID);
                    assertThat(e.hint()).isEqualTo("two ports, the lower one first, such as 20000-32767");
                })
                .hasMessage("VEKTRA_PORTS is no range of ports: '" + given + "'");
    }

    @Test
    void who_asks_for_the_taker_of_a_port_never_takes_it_from_a_server_that_is_starting(@TempDir Path servers)
            throws Exception {
        PortBook book = new PortBook(servers, "redis");
        PortRange range = PortRange.of(System.getenv());
        for (int round = 0; round < 20; round++) {
            int port = book.pick("127.0.0.1", range);
            AtomicBoolean listens = new AtomicBoolean();
            CountDownLatch asked = new CountDownLatch(1);
            CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> {
                for (; !listens.get(); asked.countDown()) {
                    assertThat(Ports.taker("127.0.0.1", port).orElse("")).doesNotContain("another");
                }
            });
            asked.await();
            try (ServerSocket server = new ServerSocket()) {
                server.bind(new InetSocketAddress("127.0.0.1", port));
                listens.set(true);
                asking.join();
                assertThat(Ports.taker("127.0.0.1", port).orElseThrow())
                        .contains("(pid " + ProcessHandle.current().pid());
            }
        }
    }

    private static void record(Path servers, int port) throws Exception {
        Path folder = Files.createDirectory(servers.resolve("s" + port));
        new ServerRecord(null, OptionalInt.of(port)).write(folder.resolve("server.properties"));
    }
}
