package vektra.memcached;

import static org.assertj.core.api.Assertions.assertThat;
import static vektra.memcached.BinaryFrames.arithmetic;
import static vektra.memcached.BinaryFrames.request;
import static vektra.memcached.BinaryFrames.storage;
import static vektra.memcached.BinaryFrames.timed;
import static vektra.memcached.BinaryFrames.withBodyLength;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The binary protocol, frame by frame. */
class BinaryProtocolTest {
    private static final int GET = 0x00;
    private static final int SET = 0x01;
    private static final int ADD = 0x02;
    private static final int REPLACE = 0x03;
    private static final int DELETE = 0x04;
    private static final int INCREMENT = 0x05;
    private static final int DECREMENT = 0x06;
    private static final int QUIT = 0x07;
    private static final int FLUSH = 0x08;
    private static final int GETQ = 0x09;
    private static final int NOOP = 0x0a;
    private static final int VERSION = 0x0b;
    private static final int GETK = 0x0c;
    private static final int GETKQ = 0x0d;
    private static final int APPEND = 0x0e;
    private static final int PREPEND = 0x0f;
    private static final int STAT = 0x10;
    private static final int SETQ = 0x11;
    private static final int ADDQ = 0x12;
    private static final int REPLACEQ = 0x13;
    private static final int DELETEQ = 0x14;
    private static final int INCREMENTQ = 0x15;
    private static final int DECREMENTQ = 0x16;
    private static final int QUITQ = 0x17;
    private static final int FLUSHQ = 0x18;
    private static final int APPENDQ = 0x19;
    private static final int PREPENDQ = 0x1a;
    private static final int TOUCH = 0x1c;
    private static final int GAT = 0x1d;
    private static final int GATQ = 0x1e;
    private static final int GATK = 0x23;
    private static final int GATKQ = 0x24;

    private final TestServer server = new TestServer();
    private RawClient client;

    @BeforeEach
    void connect() {
        client = server.connect();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void stores_and_returns_values() {
        exchange(storage(SET, 0, 0xff, 0, "a", "abc"), "01 00 cas=1");
        exchange(request(GET, "a"), "00 00 cas=1 extras=000000ff value=abc");
        exchange(request(GETK, "a"), "0c 00 cas=1 extras=000000ff key=a value=abc");
        exchange(request(GET, "none"), "00 01 value=Not found");
        exchange(request(GETK, "none"), "0c 01 key=none");
    }

    @Test
    void storage_commands_mind_what_is_there() {
        exchange(storage(REPLACE, 0, 0, 0, "a", "x"), "03 01 value=Not found");
        exchange(request(APPEND, 0, new byte[0], "a", "x"), "0e 05 value=Not stored.");
        exchange(storage(ADD, 0, 0, 0, "a", "b"), "02 00 cas=1");
        exchange(storage(ADD, 0, 0, 0, "a", "b"), "02 02 value=Data exists for key.");
        exchange(request(APPEND, 0, new byte[0], "a", "c"), "0e 00 cas=2");
        exchange(request(PREPEND, 0, new byte[0], "a", "a"), "0f 00 cas=3");
        exchange(storage(SET, 99, 0, 0, "a", "x"), "01 02 value=Data exists for key.");
        exchange(storage(SET, 99, 0, 0, "none", "x"), "01 01 value=Not found");
        exchange(storage(REPLACE, 3, 0, 0, "a", "y"), "03 00 cas=4");
        exchange(request(DELETE, 99, new byte[0], "a", ""), "04 02 value=Data exists for key.");
        exchange(request(DELETE, 4, new byte[0], "a", ""), "04 00");
        exchange(request(DELETE, "a"), "04 01 value=Not found");
    }

    @Test
    void counts_and_creates() {
        exchange(arithmetic(INCREMENT, 0, 1, 5, -1, "n"), "05 01 value=Not found");
        exchange(arithmetic(INCREMENT, 0, 1, 5, 0, "n"), "05 00 cas=1 value=\0\0\0\0\0\0\0\5");
        exchange(arithmetic(INCREMENT, 0, 2, 5, 0, "n"), "05 00 cas=2 value=\0\0\0\0\0\0\0\7");
        exchange(arithmetic(DECREMENT, 0, 9, 5, 0, "n"), "06 00 cas=3 value=\0\0\0\0\0\0\0\0");
        exchange(arithmetic(DECREMENT, 99, 9, 5, 0, "n"), "06 02 value=Data exists for key.");
        exchange(storage(SET, 0, 0, 0, "n", "x"), "01 00 cas=4");
        exchange(arithmetic(INCREMENT, 0, 1, 5, 0, "n"), "05 06 value=Non-numeric server-side value for incr or decr");
    }

    @Test
    void touches() {
        exchange(storage(SET, 0, 7, 0, "a", "x"), "01 00 cas=1");
        exchange(timed(TOUCH, 10, "a"), "1c 00 cas=1 extras=00000007");
        server.clock.advance(Duration.ofSeconds(9));
        exchange(timed(GAT, 10, "a"), "1d 00 cas=1 extras=00000007 value=x");
        server.clock.advance(Duration.ofSeconds(9));
        exchange(timed(GATK, 10, "a"), "23 00 cas=1 extras=00000007 key=a value=x");
        server.clock.advance(Duration.ofSeconds(10));
        exchange(timed(TOUCH, 10, "a"), "1c 01 value=Not found");
        exchange(timed(GATK, 10, "a"), "23 01 key=a");
    }

    @Test
    void quiet_commands_tell_only_the_unexpected() {
        client.send(storage(SETQ, 0, 0, 0, "a", "1"));
        client.send(storage(ADDQ, 0, 0, 0, "b", "1"));
        client.send(storage(REPLACEQ, 0, 0, 0, "b", "2"));
        client.send(request(APPENDQ, 0, new byte[0], "b", "3"));
        client.send(request(PREPENDQ, 0, new byte[0], "b", "1"));
        client.send(arithmetic(INCREMENTQ, 0, 1, 0, 0, "b"));
        client.send(arithmetic(DECREMENTQ, 0, 2, 0, 0, "b"));
        client.send(request(GETQ, "none"));
        client.send(request(GETKQ, "none"));
        client.send(timed(GATQ, 0, "none"));
        client.send(timed(GATKQ, 0, "none"));
        client.send(request(DELETEQ, "a"));
        exchange(request(GETQ, "b"), "09 00 cas=7 extras=00000000 value=122");
        exchange(storage(ADDQ, 0, 0, 0, "b", "1"), "12 02 value=Data exists for key.");
        exchange(request(DELETEQ, "none"), "14 01 value=Not found");
        client.send(request(FLUSHQ, ""));
        exchange(request(GET, "b"), "00 01 value=Not found");
    }

    @Test
    void flushes_now_or_later() {
        exchange(storage(SET, 0, 0, 0, "a", "x"), "01 00 cas=1");
        exchange(timed(FLUSH, 5, ""), "08 00");
        exchange(request(GET, "a"), "00 00 cas=1 extras=00000000 value=x");
        server.clock.advance(Duration.ofSeconds(5));
        exchange(request(GET, "a"), "00 01 value=Not found");
    }

    @Test
    void tells_version_and_statistics() {
        exchange(request(NOOP, ""), "0a 00");
        exchange(request(VERSION, ""), "0b 00 value=1.6.18");
        exchange(storage(SET, 0, 0, 0, "a", "x"), "01 00 cas=1");
        client.send(request(STAT, ""));
        Map<String, String> stats = new HashMap<>();
        String line = BinaryFrames.readAnswer(client);
        while (!line.equals("10 00")) {
            stats.put(line.replaceAll(".* key=(\\S*).*", "$1"), line.replaceAll(".* value=(.*)", "$1"));
            line = BinaryFrames.readAnswer(client);
        }
        assertThat(stats).containsEntry("cmd_set", "1").containsEntry("curr_items", "1");
        exchange(request(STAT, "bogus"), "10 01 value=Not found");
        exchange(request(STAT, "reset"), "10 00");
    }

    @Test
    void quit_ends_the_connection() {
        exchange(request(QUIT, ""), "07 00");
        assertThat(client.readAll()).isEmpty();
        try (RawClient other = server.connect()) {
            other.send(request(QUITQ, ""));
            assertThat(other.readAll()).isEmpty();
        }
    }

    @Test
    void a_value_that_is_too_large_is_swallowed() {
        exchange(storage(SET, 0, 0, 0, "a", "x"), "01 00 cas=1");
        exchange(storage(SET, 0, 0, 0, "a", "x".repeat(1024 * 1024)), "01 03 value=Too large.");
        exchange(request(GET, "a"), "00 01 value=Not found");
    }

    @Test
    void unknown_commands_are_skipped_whole() {
        exchange(request(0x7f, 0, new byte[3], "key", "value"), "7f 81 value=Unknown command");
        exchange(request(NOOP, ""), "0a 00");
    }

    @Test
    void malformed_requests_end_the_connection() {
        refuses(request(GET, ""), "00 04 value=Invalid arguments");
        refuses(request(SET, "no extras"), "01 04 value=Invalid arguments");
        refuses(request(NOOP, "key"), "0a 04 value=Invalid arguments");
        refuses(request(GET, "k".repeat(251)), "00 04 value=Invalid arguments");
        refuses(withBodyLength(1, request(GET, "key")), "00 81 value=Unknown command");
        refuses(withBodyLength(-1, storage(SET, 0, 0, 0, "key", "value")), "01 04 value=Invalid arguments");
        try (RawClient other = server.connect()) {
            other.send(request(NOOP, ""));
            other.send("get a\r\n".repeat(10));
            assertThat(BinaryFrames.readAnswer(other)).isEqualTo("0a 00");
            assertThat(other.readAll()).isIn("", "<reset>");
        }
    }

    private void refuses(byte[] request, String answer) {
        try (RawClient other = server.connect()) {
            other.send(request);
            assertThat(BinaryFrames.readAnswer(other)).isEqualTo(answer);
            assertThat(other.readAll()).isIn("", "<reset>");
        }
    }

    /** Sends a request and expects just this answer: the one after it is that of a no-op. */
    private void exchange(byte[] request, String answer) {
        client.send(request);
        client.send(request(NOOP, ""));
        assertThat(BinaryFrames.readAnswer(client)).isEqualTo(answer);
        if (!answer.startsWith("07")) {
            assertThat(BinaryFrames.readAnswer(client)).isEqualTo("0a 00");
        }
    }
}
