package vektra.provider.memcache.builtin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bytes to this server and to the machine's own memcached must bring the same answers. */
@Timeout(120)
class DifferentialIT {
    private static final String LONG_KEY = "k".repeat(250);

    private RealMemcached real;
    private TestServer builtin;

    @BeforeEach
    void start() throws IOException {
        Optional<Path> program = RealMemcached.program();
        if (program.isEmpty()) {
            System.out.println("skipped: no memcached on this machine to compare with");
            abort("no memcached");
        }
        real = RealMemcached.start(program.orElseThrow());
        builtin = new TestServer();
    }

    @AfterEach
    void stop() {
        if (real != null) {
            real.close();
            builtin.close();
        }
    }

    @Test
    void storage_commands() {
        compareLines(
                "set a 5 0 3\r\nabc",
                "get a b a",
                "gets a",
                "add a 0 0 1\r\nx",
                "add b 4294967295 0 0\r\n",
                "replace a 1 0 2\r\nxy",
                "replace none 1 0 2\r\nxy",
                "append a 7 0 1\r\nz",
                "prepend a 7 0 1\r\nw",
                "append none 7 0 1\r\nz",
                "gets a b",
                "cas a 0 0 1 4\r\nx",
                "cas a 0 0 1 4\r\nx",
                "cas none 0 0 1 4\r\nx",
                "cas a 0 0 1 0\r\nx",
                "gets a b",
                "set a 0 0 3 noreply\r\nabc",
                "set a 0 0 3 nonsense\r\nabc",
                "set a 0 0 2\r\nabc",
                "set a 0 0 2 noreply\r\nabc",
                "set a 0 -1 1\r\nx",
                "get a",
                "set  a  0  0  1 \r\nx",
                " get   a  ");
    }

    @Test
    void malformed_storage_commands() {
        compareLines(
                "set",
                "set a",
                "set a 0",
                "set a 0 0",
                "set a x 0 1",
                "set a -1 0 1",
                "set a 0 x 1",
                "set a 0 0 x",
                "set a 0 0 -1",
                "set a 0 0 noreply",
                "set a 0 0 2147483646",
                "set a 0 0 2147483647",
                "set a +1 +0 +1\r\nx",
                "get a",
                "set a 1x 0 1",
                "set a 18446744073709551616 0 1",
                "set a 0 99999999999999999999 1",
                "set a 0 0 1 noreply x",
                "cas a 0 0 1",
                "cas a 0 0 1 x",
                "cas a 0 0 1 -5",
                "cas a 0 0 1 18446744073709551616",
                "set " + LONG_KEY + "k 0 0 1\r\nx",
                "set " + LONG_KEY + " 0 0 1\r\nx",
                "get " + LONG_KEY,
                "get " + LONG_KEY + "k",
                "get a " + LONG_KEY + "k a",
                "add",
                "append a",
                "prepend a 0",
                "replace a 0 0");
    }

    @Test
    void sizes_around_the_limit() {
        for (int flags = 0; flags <= 1; flags++) {
            for (int length = 1_048_508; length <= 1_048_520; length++) {
                String value = "v".repeat(length);
                compareLines(
                        "set key " + flags + " 0 " + length + "\r\n" + value,
                        "get key",
                        "ms key " + length + " F" + flags + "\r\n" + value);
            }
        }
        compareLines("set key 0 0 1\r\nx", "add key 0 0 1048576\r\n" + "v".repeat(1_048_576), "get key");
        compareLines("set key 0 0 1048576 noreply\r\n" + "v".repeat(1_048_576), "get key");
        compareLines(
                "set key 0 0 600000\r\n" + "v".repeat(600_000),
                "append key 0 0 600000\r\n" + "v".repeat(600_000),
                "mg key s");
    }

    @Test
    void counting() {
        compareLines(
                "incr n 1",
                "set n 0 0 2\r\n10",
                "decr n 1",
                "get n",
                "incr n 91",
                "gets n",
                "incr n 18446744073709551615",
                "decr n 1000",
                "gets n",
                "incr n x",
                "incr n",
                "incr n 1 noreply",
                "incr n 1 2",
                "incr n -1",
                "decr n 18446744073709551616",
                "incr " + LONG_KEY + "k 1",
                "set n 0 0 20\r\n18446744073709551615",
                "incr n 1",
                "get n");
        for (String value :
                new String[] {"", "x", "1x", "-1", " 7", "7 8", "+7", "18446744073709551616", "\t5", "5\r\n", "-0"}) {
            compareLines("set n 0 0 " + value.length() + "\r\n" + value, "incr n 1", "decr n 3", "gets n", "ma n v");
        }
    }

    @Test
    void other_classic_commands() {
        compareLines(
                "set a 0 0 1\r\nx",
                "touch a 0",
                "touch none 0",
                "touch a x",
                "touch a",
                "touch a 0 noreply",
                "gat 0 a none a",
                "gats 0 a",
                "gat a",
                "gat x a",
                "gat 5",
                "gat -1 a",
                "get a",
                "delete a",
                "set a 0 0 1\r\nx",
                "delete a 0",
                "delete a 0 noreply",
                "delete a 1",
                "delete a 1 noreply",
                "delete a noreply",
                "delete a 0 1 2",
                "delete",
                "set a 0 0 1\r\nx",
                "flush_all",
                "get a",
                "set a 0 0 1\r\nx",
                "get a",
                "flush_all x",
                "flush_all 1 2 3",
                "flush_all 0 noreply",
                "get a",
                "flush_all noreply",
                "flush_all 100000000",
                "flush_all 0",
                "version",
                "version x",
                "verbosity",
                "verbosity 0",
                "verbosity x",
                "verbosity 0 0",
                "verbosity 0 noreply",
                "mn x",
                "bogus",
                "x",
                "",
                " ",
                "GET a",
                "Get a",
                "gett a",
                "get",
                "get  ",
                "gets",
                "stats bogus",
                "stats reset");
    }

    @Test
    void meta_get_and_set() {
        compareLines(
                "ms a 3 F7\r\nabc",
                "mg a",
                "mg a s v f t k Oopaque c",
                "mg a k q",
                "mg none k Ox",
                "mg none k Ox q",
                "mg none v",
                "ms a 1 MR c\r\nx",
                "ms none 1 MR\r\nx",
                "ms a 1 ME k O1\r\nx",
                "ms a 1 MA\r\ny",
                "ms a 1 MP\r\nw",
                "mg a v c",
                "ms a 1 MS q\r\nx",
                "ms a 1 MX\r\nx",
                "ms a 1 Mabc\r\nx",
                "ms a 1 M\r\nx",
                "ms a 1 C999 c k\r\nx",
                "ms none 1 C999\r\nx",
                "mg a c",
                "ms a 1 C5 c\r\ny",
                "ms a 1 C1 I\r\nz",
                "mg a v c",
                "mg a v",
                "ms a 1 C999 MA\r\nz",
                "ms a 1 C0\r\nx",
                "ms a 1 q\r\nxyz",
                "ms a",
                "ms a x",
                "ms a -1",
                "ms",
                "mg",
                "ms a 1 !\r\nx",
                "mg a !",
                "mg a v v",
                "mg a Tx",
                "mg a T",
                "mg a N",
                "ms a 1 Fx\r\nx",
                "ms a 1 F\r\nx",
                "ms a 1 Cx\r\nx",
                "ms a 2 T0\r\nxy",
                "mg a t",
                "mg a T0 t",
                "ms a 1 T-1\r\nx",
                "mg a",
                "mg new N0 v t c",
                "mg new N0 v",
                "mg new k O1 s f",
                "mg a O" + "o".repeat(31),
                "mg a O" + "o".repeat(32),
                "ms a 1 O" + "o".repeat(32) + "\r\nx",
                "mg " + LONG_KEY + " k",
                "mg " + LONG_KEY + "k k",
                "mg a a",
                "mg a P1 L2 v",
                "ms a 1 P L\r\nx",
                "mg a h",
                "mg a h",
                "mg a h u",
                "ms h 1\r\nx",
                "mg h h u",
                "mg h h",
                "mg h h",
                "mg a s t f c k v h q u O1 P L T0 R0 N0",
                "mg a s t f c k v h q u O1 P L T0 R0 N0 I M1 D1 J1",
                "ms a 1 T0 k\r\nx",
                "mg a R0",
                "mg a R-1",
                "mg a R30",
                "mg none R30",
                "mg \u00e9 k");
    }

    @Test
    void meta_delete_and_arithmetic() {
        compareLines(
                "md none",
                "md none q k",
                "ms a 1\r\nx",
                "md a C999 k",
                "md a I Ox",
                "mg a v c",
                "mg a v",
                "md a I q",
                "mg a",
                "md a q",
                "md a",
                "ms a 1\r\nx",
                "md a C9 q",
                "md a !",
                "md a q q",
                "md a Cx",
                "md",
                "md " + LONG_KEY + "k",
                "md a O" + "o".repeat(32),
                "ma none",
                "ma none q",
                "ma n N0 J13 v t c k O1",
                "ma n v",
                "ma n D6 v c",
                "ma n MD D30 v",
                "ma n MI",
                "ma n M+ v",
                "ma n M- v",
                "ma n MX",
                "ma n Mxx",
                "ma n C1",
                "ma n q",
                "ma n q v",
                "ma n Dx",
                "ma n D",
                "ma n Jx",
                "ma n T0 t",
                "ma n D18446744073709551615 v",
                "ms s 1\r\nx",
                "ma s",
                "ma s q",
                "ma",
                "ma n !",
                "ma m N0 q",
                "ma m N0 v q",
                "get n m",
                "ma n N0 J5 v",
                "ma n C99 k Oo",
                "ma n O" + "o".repeat(32));
    }

    @Test
    void keys_in_base64() {
        compareLines(
                "ms AAEgfw== 1 b\r\nx",
                "mg AAEgfw== b k v",
                "mg AAEgfw==",
                "mg AAEgfw== b k q",
                "md AAEgfw== b k",
                "mg AAEgfw== b k",
                "md AAEgfw== b k",
                "ms Zm9v 1 b k c\r\nx",
                "mg foo v",
                "mg Zm9v b k",
                "ma Zm9v b k",
                "ms Zm9v 1 b k\r\n5",
                "ma Zm9v b k v",
                "mg !!!! b",
                "mg abc b",
                "ms !!!! 1 b\r\nx",
                "md !!!! b",
                "ma Zm9v k b v",
                "mg !!!! b b",
                "mg !!!! b !");
    }

    @Test
    void connections_that_the_server_ends() {
        compareStreams("version\r\nquit\r\nversion\r\n");
        compareStreams("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        compareStreams("get a HTTP/1.1\r\nversion\r\n");
        compareStreams("x".repeat(3000));
        compareStreams("set a 0 0 5\r\nab");
        compareStreams("set a 0 0 1\r\nx\r\nget a\r\nget a");
        compareStreams("get" + " none".repeat(5_000) + "\r\n");
        compareStreams("set a 0 0 1\r\nx\r\nget" + " a".repeat(5_000) + "\r\n");
        compareStreams("gat 0" + " none".repeat(5_000));
    }

    @Test
    void binary_storage() {
        compareFrames(
                BinaryFrames.storage(0x01, 0, 0xff, 0, "a", "abc"),
                BinaryFrames.request(0x00, "a"),
                BinaryFrames.request(0x0c, "a"),
                BinaryFrames.request(0x00, "none"),
                BinaryFrames.request(0x0c, "none"),
                BinaryFrames.request(0x09, "none"),
                BinaryFrames.request(0x0d, "none"),
                BinaryFrames.request(0x09, "a"),
                BinaryFrames.request(0x0d, "a"),
                BinaryFrames.storage(0x02, 0, 0, 0, "a", "x"),
                BinaryFrames.storage(0x12, 0, 0, 0, "a", "x"),
                BinaryFrames.storage(0x02, 0, 0, 0, "b", ""),
                BinaryFrames.storage(0x03, 0, 0, 0, "none", "x"),
                BinaryFrames.storage(0x03, 0, 1, 0, "a", "y"),
                BinaryFrames.storage(0x01, 99, 0, 0, "a", "x"),
                BinaryFrames.storage(0x01, 99, 0, 0, "none", "x"),
                BinaryFrames.storage(0x02, 99, 0, 0, "none", "x"),
                BinaryFrames.storage(0x03, 3, 1, 0, "a", "z"),
                BinaryFrames.request(0x0e, 0, new byte[0], "a", "1"),
                BinaryFrames.request(0x0f, 0, new byte[0], "a", "2"),
                BinaryFrames.request(0x0e, 99, new byte[0], "a", "1"),
                BinaryFrames.request(0x0e, 0, new byte[0], "none", "1"),
                BinaryFrames.request(0x19, 0, new byte[0], "a", "1"),
                BinaryFrames.request(0x1a, 0, new byte[0], "none", "1"),
                BinaryFrames.request(0x00, "a"),
                BinaryFrames.storage(0x11, 0, 0, 0, "q", "x"),
                BinaryFrames.storage(0x13, 0, 0, 0, "q", "x"),
                BinaryFrames.request(0x04, 99, new byte[0], "a", ""),
                BinaryFrames.request(0x04, "a"),
                BinaryFrames.request(0x04, "a"),
                BinaryFrames.request(0x14, "q"),
                BinaryFrames.request(0x14, "q"),
                BinaryFrames.storage(0x01, 0, 0, 0, "a", "v".repeat(1_048_576)),
                BinaryFrames.storage(0x01, 0, 0, 0, "key with spaces", "x"),
                BinaryFrames.request(0x0c, "key with spaces"));
    }

    @Test
    void binary_rest() {
        compareFrames(
                BinaryFrames.arithmetic(0x05, 0, 1, 5, -1, "n"),
                BinaryFrames.arithmetic(0x05, 0, 1, 5, 0, "n"),
                BinaryFrames.arithmetic(0x05, 0, 2, 5, 0, "n"),
                BinaryFrames.arithmetic(0x06, 0, 99, 5, 0, "n"),
                BinaryFrames.arithmetic(0x06, 99, 99, 5, 0, "n"),
                BinaryFrames.arithmetic(0x15, 0, 1, 5, 0, "n"),
                BinaryFrames.arithmetic(0x16, 0, 1, 5, -1, "none"),
                BinaryFrames.arithmetic(0x05, 0, -1, 5, 0, "n"),
                BinaryFrames.request(0x00, "n"),
                BinaryFrames.storage(0x01, 0, 3, 0, "s", "x"),
                BinaryFrames.arithmetic(0x05, 0, 1, 5, 0, "s"),
                BinaryFrames.timed(0x1c, 0, "s"),
                BinaryFrames.timed(0x1c, 0, "none"),
                BinaryFrames.timed(0x1d, 0, "s"),
                BinaryFrames.timed(0x1e, 0, "s"),
                BinaryFrames.timed(0x1e, 0, "none"),
                BinaryFrames.timed(0x23, 0, "s"),
                BinaryFrames.timed(0x24, 0, "none"),
                BinaryFrames.timed(0x23, 0, "none"),
                BinaryFrames.request(0x0b, ""),
                BinaryFrames.request(0x0a, ""),
                BinaryFrames.timed(0x08, 0, ""),
                BinaryFrames.request(0x18, ""),
                BinaryFrames.request(0x00, "s"),
                BinaryFrames.request(0x10, "bogus"),
                BinaryFrames.request(0x10, "reset"),
                BinaryFrames.request(0x7f, ""),
                BinaryFrames.request(0x20, ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x01, 0x04, 0x05, 0x08, 0x0a, 0x0b, 0x0e, 0x1c, 0x07})
    void binary_requests_of_the_wrong_form(int opcode) {
        compareStreams(BinaryFrames.request(opcode, 0, new byte[3], "key", "value"));
        compareStreams(BinaryFrames.request(opcode, "k".repeat(251)));
        compareStreams(BinaryFrames.headerOnly(opcode, 0, 20, 5));
        compareStreams(BinaryFrames.request(opcode, ""));
        compareStreams(new byte[] {(byte) 0x80, (byte) opcode, 0});
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void random_commands(long seed) {
        RandomCommands commands = new RandomCommands(new Random(seed));
        compareLines(commands.lines(3000));
    }

    private void compareLines(String... commands) {
        try (RawClient expected = real.connect();
                RawClient actual = builtin.connect()) {
            Deque<String> history = new ArrayDeque<>();
            for (String command : commands) {
                history.add(command.substring(0, Math.min(command.length(), 100)));
                if (history.size() > 10) {
                    history.remove();
                }
                assertThat(answer(actual, command)).as("after %s", history).isEqualTo(answer(expected, command));
            }
        }
    }

    private static String answer(RawClient client, String command) {
        client.send(command + "\r\nmn\r\n");
        return client.readUntil("MN\r\n");
    }

    private void compareFrames(byte[]... requests) {
        try (RawClient expected = real.connect();
                RawClient actual = builtin.connect()) {
            for (int i = 0; i < requests.length; i++) {
                assertThat(answers(actual, requests[i])).as("request %d", i).isEqualTo(answers(expected, requests[i]));
            }
        }
    }

    /** All answers up to that of a no-op. */
    private static String answers(RawClient client, byte[] request) {
        client.send(request);
        client.send(BinaryFrames.request(0x0a, ""));
        StringBuilder answers = new StringBuilder();
        do {
            answers.append(BinaryFrames.readAnswer(client)).append('\n');
        } while (!answers.toString().endsWith("0a 00\n"));
        return answers.toString();
    }

    private void compareStreams(String bytes) {
        compareStreams(bytes.getBytes(ISO_8859_1));
    }

    private void compareStreams(byte[] bytes) {
        try (RawClient expected = real.connect();
                RawClient actual = builtin.connect()) {
            expected.send(bytes);
            expected.endOutput();
            actual.send(bytes);
            actual.endOutput();
            // a close with bytes unread may reach the client as a reset, or not, on either side
            assertThat(actual.readAll().replace("<reset>", ""))
                    .isEqualTo(expected.readAll().replace("<reset>", ""));
        }
    }
}
