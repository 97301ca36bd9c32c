package vektra.provider.memcache.builtin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are slow, rude or gone. */
@Timeout(120)
class RobustnessTest {
    private static final int LARGE = 1_000_000;
    private static final String LARGE_VALUE = "v".repeat(LARGE);

    @Test
    void requests_may_come_byte_by_byte() {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            String requests =
                    "set a 1 0 5\r\nab\r\nc\r\ngets a b a\r\nms b 3 c\r\nxyz\r\nmg b v k\r\ngat 0 a b\r\nmn\r\n";
            for (char c : requests.toCharArray()) {
                client.send(String.valueOf(c));
            }
            assertThat(client.readUntil("MN\r\n"))
                    .isEqualTo("STORED\r\nVALUE a 1 5 1\r\nab\r\nc\r\nVALUE a 1 5 1\r\nab\r\nc\r\nEND\r\nHD c2\r\n"
                            + "VA 3 kb\r\nxyz\r\nVALUE a 1 5\r\nab\r\nc\r\nVALUE b 0 3\r\nxyz\r\nEND\r\nMN\r\n");
        }
    }

    @Test
    void binary_requests_may_come_byte_by_byte() {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            for (byte b : BinaryFrames.storage(0x01, 0, 9, 0, "key", "value")) {
                client.send(new byte[] {b});
            }
            for (byte b : BinaryFrames.request(0x0c, "key")) {
                client.send(new byte[] {b});
            }
            assertThat(BinaryFrames.readAnswer(client)).isEqualTo("01 00 cas=1");
            assertThat(BinaryFrames.readAnswer(client)).isEqualTo("0c 00 cas=1 extras=00000009 key=key value=value");
        }
    }

    @Test
    void thousands_of_requests_may_come_at_once() throws Exception {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            StringBuilder requests = new StringBuilder();
            StringBuilder answers = new StringBuilder();
            for (int i = 0; i < 20_000; i++) {
                String value = "value-" + i;
                requests.append("set k 0 0 ")
                        .append(value.length())
                        .append("\r\n")
                        .append(value)
                        .append("\r\nget k\r\n");
                answers.append("STORED\r\nVALUE k 0 ")
                        .append(value.length())
                        .append("\r\n")
                        .append(value)
                        .append("\r\nEND\r\n");
            }
            Thread sender = new Thread(() -> client.send(requests.toString()));
            sender.start();
            assertThat(new String(client.read(answers.length()), ISO_8859_1)).isEqualTo(answers.toString());
            sender.join();
        }
    }

    @Test
    void a_client_that_does_not_read_is_not_read_from_and_hinders_no_one() {
        try (TestServer server = new TestServer();
                RawClient slow = server.connect();
                RawClient other = server.connect()) {
            other.exchange("set large 0 0 " + LARGE + "\r\n" + LARGE_VALUE + "\r\n", "STORED\r\n");
            int requests = 100;
            slow.send("get large\r\n".repeat(requests));
            await().until(() -> other.stat("cmd_get") > 1);
            other.exchange("set small 0 0 1\r\nx\r\nget small\r\n", "STORED\r\nVALUE small 0 1\r\nx\r\nEND\r\n");
            assertThat(other.stat("cmd_get")).isLessThan(requests / 2);

            String expected = "VALUE large 0 " + LARGE + "\r\n" + LARGE_VALUE + "\r\nEND\r\n";
            for (int i = 0; i < requests; i++) {
                assertThat(new String(slow.read(expected.length()), ISO_8859_1)).isEqualTo(expected);
            }
            slow.exchange("", "");
        }
    }

    @Test
    void clients_that_do_not_read_cannot_take_more_than_the_memory() {
        try (TestServer server = new TestServer("--memory", "8");
                RawClient other = server.connect()) {
            List<RawClient> slow = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                RawClient client = server.connect();
                slow.add(client);
                client.send("ms k" + i + " " + LARGE + "\r\n" + LARGE_VALUE + "\r\n");
                String answer = client.readUntil("\n");
                assertThat(answer).isIn("HD\r\n", "SERVER_ERROR out of memory storing object\r\n");
                client.send(("mg k" + i + " v\r\n").repeat(20));
                assertThat(other.stat("bytes")).isLessThanOrEqualTo(8 * 1024 * 1024);
            }
            slow.forEach(RawClient::close);
            await().until(() -> other.stat("curr_connections") == 1);
            other.exchange("flush_all\r\n", "OK\r\n");
            assertThat(other.stat("bytes")).isZero();
            other.exchange("ms k " + LARGE + "\r\n" + LARGE_VALUE + "\r\n", "HD\r\n");
        }
    }

    @Test
    void a_long_list_of_large_values_waits_for_a_slow_client() {
        try (TestServer server = new TestServer();
                RawClient slow = server.connect();
                RawClient other = server.connect()) {
            other.exchange("set large 0 0 " + LARGE + "\r\n" + LARGE_VALUE + "\r\n", "STORED\r\n");
            int keys = 100;
            slow.send("get" + " large".repeat(keys) + "\r\n");
            await().until(() -> other.stat("cmd_get") > 1);
            assertThat(other.stat("cmd_get")).isLessThan(keys / 2);
            String expected = "VALUE large 0 " + LARGE + "\r\n" + LARGE_VALUE + "\r\n";
            for (int i = 0; i < keys; i++) {
                assertThat(new String(slow.read(expected.length()), ISO_8859_1)).isEqualTo(expected);
            }
            assertThat(slow.readUntil("\n")).isEqualTo("END\r\n");
        }
    }

    @Test
    void a_client_that_leaves_amid_a_value_leaves_nothing_behind() {
        try (TestServer server = new TestServer();
                RawClient other = server.connect()) {
            for (int i = 0; i < 20; i++) {
                try (RawClient client = server.connect()) {
                    client.send("version\r\nset a 0 0 " + LARGE + "\r\nonly a part");
                    client.readUntil("\n");
                }
            }
            await().until(() -> other.stat("curr_connections") == 1);
            assertThat(other.stat("bytes")).isZero();
        }
    }

    @Test
    void too_many_clients_are_told_so() {
        try (TestServer server = new TestServer("--max-connections", "2");
                RawClient first = server.connect()) {
            try (RawClient second = server.connect()) {
                second.exchange("", "");
                try (RawClient third = server.connect()) {
                    assertThat(third.readAll()).isEqualTo("ERROR Too many open connections\r\n");
                }
            }
            await().until(() -> first.stat("curr_connections") == 1);
            assertThat(first.stat("rejected_connections")).isEqualTo(1);
            try (RawClient fourth = server.connect()) {
                fourth.exchange("", "");
            }
        }
    }

    @Test
    void idle_clients_by_the_hundred_are_harmless() {
        try (TestServer server = new TestServer()) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                clients.add(server.connect());
            }
            for (RawClient client : clients) {
                client.exchange("", "");
            }
            assertThat(clients.get(0).stat("curr_connections")).isEqualTo(500);
            clients.forEach(RawClient::close);
        }
    }

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
