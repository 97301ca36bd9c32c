package vektra.server.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Ports;
import vektra.model.name.ServiceName;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.spi.ServerLauncher.Taker;

class LocatingTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void names_the_one_of_several_ports_that_another_program_has(int which, @TempDir Path home) throws Exception {
        ServerFolders folders = new ServerFolders(home, home, Map.of());
        Files.createDirectories(home.resolve("servers/some"));
        int first = Ports.free();
        new ServerRecord(null, OptionalInt.of(first), 3)
                .write(folders.folder("some").recordFile());
        Server server = new Server(
                "some",
                new ServiceName("some"),
                true,
                List.of(new HostPort("127.0.0.1", first)),
                new Secret(""),
                Map.of(),
                null,
                home.resolve("servers/some").toString(),
                "1");
        try (ServerSocket taken = new ServerSocket(first + which, 1, InetAddress.getLoopbackAddress())) {
            assertThat(new Locating(folders, server).taker())
                    .extracting(Taker::port)
                    .isEqualTo(taken.getLocalPort());
        }
    }
}
