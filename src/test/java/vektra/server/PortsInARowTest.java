package vektra.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Ports;
import vektra.model.service.Software;
import vektra.model.text.VektraException;
import vektra.server.folder.PortBook;
import vektra.server.folder.ServerFolder;
import vektra.server.folder.ServerRecord;
import vektra.server.port.PortRange;

/** A server that takes several ports has all of them permanently. */
class PortsInARowTest {
    @TempDir
    private Path servers;

    private void record(String id, int port, int ports) throws Exception {
        Path folder = Files.createDirectory(servers.resolve(id));
        Software software = new Software("machine", List.of("/bin/true"), "1.0");
        new ServerRecord(software, OptionalInt.of(port), ports).write(folder.resolve("server.properties"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void each_of_them_belongs_to_its_server(int beside) throws Exception {
        record("broker", 20_100, 3);
        assertThat(new PortBook(servers, "other").owner(20_100 + beside)).hasValue("broker");
        assertThat(new PortBook(servers, "broker").owner(20_100 + beside)).isEmpty();
        assertThat(new PortBook(servers, "other").owner(20_103)).isEmpty();
    }

    @Test
    void a_server_that_takes_more_than_it_was_made_with_gets_those_that_follow() throws Exception {
        record("cache", 20_100, 1);
        ServerFolder folder = new ServerFolder(servers.resolve("cache"));
        new PortBook(servers, "cache").widen(folder, 20_100, 2);
        new PortBook(servers, "cache").widen(folder, 20_100, 1);
        assertThat(folder.read().ports()).isEqualTo(2);
        record("other", 20_102, 1);
        assertThatThrownBy(() -> new PortBook(servers, "cache").widen(folder, 20_100, 4))
                .isInstanceOf(VektraException.class)
                .hasMessage("cache needs the port 20102 too, which belongs to other");
        assertThat(folder.read().ports()).isEqualTo(2);
    }

    @Test
    void a_server_written_down_without_a_number_has_one() throws Exception {
        record("single", 20_100, 1);
        assertThat(Files.readString(servers.resolve("single").resolve("server.properties")))
                .doesNotContain("ports");
        assertThat(new PortBook(servers, "other").owner(20_101)).isEmpty();
    }

    @Test
    void all_of_them_are_in_the_range_free_and_of_no_other_server() throws Exception {
        int first = Ports.free();
        PortRange range = PortRange.of(Map.of(PortRange.VARIABLE, first + "-" + (first + 4)));
        record("other", first + 1, 1);
        assertThat(new PortBook(servers, "broker").pick("127.0.0.1", range, 3)).isEqualTo(first + 2);
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress("127.0.0.1", first + 3));
            assertThatThrownBy(() -> new PortBook(servers, "broker").pick("127.0.0.1", range, 3))
                    .isInstanceOf(VektraException.class)
                    .hasMessageStartingWith("no free port was found");
        }
    }
}
