package vektra.memcached;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that are slow, rude or gone. */
@Timeout(120)
class RobustnessIT {
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
    void slow_clients_are_let_go_before_they_take_more_than_the_memory() {
        try (TestServer server = new TestServer("--memory", "1");
                RawClient other = server.connect()) {
            other.exchange("set k 0 0 1000\r\n" + "v".repeat(1000) + "\r\n", "STORED\r\n");
            List<RawClient> slow = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                RawClient client = RawClient.withSmallBuffer(server.port());
                slow.add(client);
                client.send(("get" + " k".repeat(5000) + "\r\n").repeat(2));
                assertThat(other.stat("bytes")).isLessThanOrEqualTo(1024 * 1024);
            }
            await().until(() -> other.stat("curr_connections") < slow.size());
            slow.forEach(RawClient::close);
            await().until(() -> other.stat("curr_connections") == 1);
            other.exchange("flush_all\r\n", "OK\r\n");
            assertThat(other.stat("bytes")).isZero();
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
    void too_many_clients_get_an_answer_that_says_so() {
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
}
