package vektra.memcached;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Sampled;

/** The text protocol side by side with memcached. */
@Timeout(120)
@Sampled(oneIn = 2)
class TextDifferentialIT {
    private static final String LONG_KEY = "k".repeat(250);

    private Comparison both;

    @BeforeEach
    void start() throws IOException {
        both = Comparison.start();
    }

    @AfterEach
    void stop() {
        if (both != null) {
            both.close();
        }
    }

    @Test
    void storage_commands() {
        both.commands("""
                set a 5 0 3|abc
                get a b a
                gets a
                add a 0 0 1|x
                add b 4294967295 0 0|
                replace a 1 0 2|xy
                replace none 1 0 2|xy
                append a 7 0 1|z
                prepend a 7 0 1|w
                append none 7 0 1|z
                gets a b
                cas a 0 0 1 4|x
                cas a 0 0 1 5|x
                cas none 0 0 1 4|x
                cas a 0 0 1 0|x
                gets a b
                set a 0 0 3 noreply|abc
                set a 0 0 3 nonsense|abc
                set a 0 0 2|abc
                set a 0 0 2 noreply|abc
                set a 0 -1 1|x
                get a
                set  a  0  0  1 |x
                 get   a \s
                """);
    }

    @Test
    void malformed_storage_commands() {
        both.commands("""
                set
                set a
                set a 0
                set a 0 0
                set a x 0 1
                set a -1 0 1
                set a 0 x 1
                set a 0 0 x
                set a 0 0 -1
                set a 0 0 noreply
                set a 0 0 2147483646
                set a 0 0 2147483647
                set a +1 +0 +1|x
                get a
                set a 1x 0 1
                set a 18446744073709551616 0 1
                set a 0 99999999999999999999 1
                set a 0 0 1 noreply x
                cas a 0 0 1
                cas a 0 0 1 x
                cas a 0 0 1 -5
                cas a 0 0 1 18446744073709551616
                add
                append a
                prepend a 0
                replace a 0 0
                """);
        both.lines("set " + LONG_KEY + "k 0 0 1\r\nx", "set " + LONG_KEY + " 0 0 1\r\nx", "get " + LONG_KEY);
        both.lines("get " + LONG_KEY + "k", "get a " + LONG_KEY + "k a", "incr " + LONG_KEY + "k 1");
        both.lines("delete " + LONG_KEY + "k", "touch " + LONG_KEY + "k 0", "gat 0 " + LONG_KEY + "k");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void sizes_around_the_limit(int flags) {
        for (int length = 1_048_508; length <= 1_048_520; length++) {
            String value = "v".repeat(length);
            both.lines("set key " + flags + " 0 " + length + "\r\n" + value, "get key");
            both.lines("ms key " + length + " F" + flags + "\r\n" + value, "mg key s");
        }
    }

    @Test
    void values_too_large_to_store() {
        String tooLarge = " 0 0 1048576\r\n" + "v".repeat(1_048_576);
        both.lines("set key 0 0 1\r\nx", "add key" + tooLarge, "get key", "set key" + tooLarge, "get key");
        both.lines("set key 0 0 1048576 noreply\r\n" + "v".repeat(1_048_576), "get key");
        String half = " 0 0 600000\r\n" + "v".repeat(600_000);
        both.lines("set key" + half, "append key" + half, "prepend key" + half, "mg key s");
    }

    @Test
    void counting() {
        both.commands("""
                incr n 1
                set n 0 0 2|10
                decr n 1
                get n
                incr n 91
                gets n
                incr n 18446744073709551615
                decr n 1000
                gets n
                incr n x
                incr n
                incr n 1 noreply
                incr n 1 2
                incr n -1
                decr n 18446744073709551616
                set n 0 0 20|18446744073709551615
                incr n 1
                get n
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1x",
                "-1",
                " 7",
                "7 8",
                "+7",
                "18446744073709551616",
                "\t5",
                "5\r\n",
                "-0",
                "0x10",
                "007"
            })
    void counting_from(String value) {
        both.lines("set n 0 0 " + value.length() + "\r\n" + value, "incr n 1", "decr n 3", "gets n", "ma n v");
    }

    @Test
    void other_commands() {
        both.commands("""
                set a 0 0 1|x
                touch a 0
                touch none 0
                touch a x
                touch a
                touch a 0 noreply
                gat 0 a none a
                gats 0 a
                gat a
                gat x a
                gat 5
                gat -1 a
                get a
                delete a
                set a 0 0 1|x
                delete a 0
                delete a 0 noreply
                delete a 1
                delete a 1 noreply
                delete a noreply
                delete a 0 1 2
                delete
                set a 0 0 1|x
                flush_all
                get a
                set a 0 0 1|x
                get a
                flush_all x
                flush_all 1 2 3
                flush_all 0 noreply
                get a
                flush_all noreply
                flush_all 100000000
                flush_all -1
                version
                version x
                verbosity
                verbosity 0
                verbosity x
                verbosity 0 0
                verbosity 0 noreply
                stats bogus
                stats reset
                mn x
                bogus
                x

                \s
                GET a
                gett a
                get
                get \s
                gets
                """);
    }

    @Test
    void connections_that_end() {
        both.stream("version\r\nquit\r\nversion\r\n");
        both.stream("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        both.stream("get a HTTP/1.1\r\nversion\r\n");
        both.stream("x".repeat(3000));
        both.stream("set a 0 0 5\r\nab");
        both.stream("set a 0 0 1\r\nx\r\nget a\r\nget a");
        both.stream("get" + " none".repeat(5000) + "\r\n");
        both.stream("set a 0 0 1\r\nx\r\nget" + " a".repeat(5000) + "\r\n");
        both.stream("gat 0" + " none".repeat(5000));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void random_commands(long seed) {
        both.lines(new RandomCommands(new Random(seed)).lines(3000));
    }
}
