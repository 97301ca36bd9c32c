package vektra.memcached;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that speak no protocol at all, or nearly one. */
@Timeout(120)
class GarbageTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void garbage_neither_stops_the_server_nor_stays_in_memory(boolean binary) {
        try (TestServer server = new TestServer("--memory", "4");
                RawClient other = server.connect()) {
            Random random = new Random(42);
            for (int i = 0; i < 300; i++) {
                try (RawClient client = server.connect()) {
                    client.send(binary ? garbageFrames(random) : garbageLines(random));
                    client.endOutput();
                    client.readAll();
                } catch (UncheckedIOException e) {
                    assertThat(e).hasRootCauseInstanceOf(SocketException.class);
                }
                other.exchange("", "");
            }
            await().until(() -> other.stat("curr_connections") == 1);
            other.exchange("flush_all\r\n", "OK\r\n");
            assertThat(other.stat("bytes")).isZero();
        }
    }

    private static byte[] garbageFrames(Random random) {
        byte[] bytes = new byte[24 + random.nextInt(200)];
        random.nextBytes(bytes);
        bytes[0] = (byte) 0x80;
        bytes[1] = (byte) random.nextInt(0x28);
        if (random.nextBoolean()) {
            // plausible lengths get further
            bytes[2] = 0;
            bytes[3] = (byte) random.nextInt(10);
            bytes[4] = (byte) (random.nextInt(6) * 4);
            bytes[8] = 0;
            bytes[9] = (byte) random.nextInt(3);
        }
        return bytes;
    }

    private static byte[] garbageLines(Random random) {
        String[] words = {
            "get",
            "set",
            "ms",
            "mg",
            "ma",
            "md",
            "cas",
            "append",
            "incr",
            "touch",
            "gat",
            "stats",
            "key",
            "0",
            "1",
            "-1",
            "5",
            "999999",
            "2147483647",
            "noreply",
            "N5",
            "T-1",
            "b",
            "k",
            "C1",
            "I",
            "MA",
            "\0",
            "\t",
            "x".repeat(300),
            ""
        };
        StringBuilder lines = new StringBuilder();
        while (lines.length() < 1000) {
            lines.append(words[random.nextInt(words.length)]).append(random.nextInt(4) == 0 ? "\r\n" : " ");
        }
        byte[] bytes = lines.toString().getBytes(ISO_8859_1);
        for (int i = 0; i < 3; i++) {
            bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
