package vektra.memcached;

import static vektra.memcached.BinaryFrames.arithmetic;
import static vektra.memcached.BinaryFrames.request;
import static vektra.memcached.BinaryFrames.storage;
import static vektra.memcached.BinaryFrames.timed;
import static vektra.memcached.BinaryFrames.withBodyLength;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The binary protocol side by side with memcached; the numbers of the commands are its. */
@Timeout(120)
class BinaryDifferentialIT {
    private static final byte[] NO_EXTRAS = new byte[0];

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
    void gets() {
        both.frames(storage(0x01, 0, 0xff, 0, "a", "abc"), request(0x00, "a"), request(0x0c, "a"), request(0x09, "a"));
        both.frames(request(0x00, "none"), request(0x0c, "none"), request(0x09, "none"), request(0x0d, "none"));
        both.frames(request(0x0d, "a"), storage(0x01, 0, 0, 0, "with spaces", "x"), request(0x0c, "with spaces"));
    }

    @Test
    void storage_commands() {
        both.frames(storage(0x01, 0, 0xff, 0, "a", "abc"), storage(0x02, 0, 0, 0, "a", "x"));
        both.frames(storage(0x12, 0, 0, 0, "a", "x"), storage(0x02, 0, 0, 0, "b", ""));
        both.frames(storage(0x03, 0, 0, 0, "none", "x"), storage(0x03, 0, 1, 0, "a", "y"));
        both.frames(storage(0x01, 99, 0, 0, "a", "x"), storage(0x01, 99, 0, 0, "none", "x"));
        both.frames(storage(0x02, 99, 0, 0, "none", "x"), storage(0x03, 3, 1, 0, "a", "z"));
        both.frames(request(0x0e, 0, NO_EXTRAS, "a", "1"), request(0x0f, 0, NO_EXTRAS, "a", "2"));
        both.frames(request(0x0e, 99, NO_EXTRAS, "a", "1"), request(0x0e, 0, NO_EXTRAS, "none", "1"));
        both.frames(
                request(0x19, 0, NO_EXTRAS, "a", "1"), request(0x1a, 0, NO_EXTRAS, "none", "1"), request(0x00, "a"));
        both.frames(storage(0x11, 0, 0, 0, "q", "x"), storage(0x13, 0, 0, 0, "q", "x"), request(0x14, "q"));
        both.frames(request(0x14, "q"), request(0x04, 99, NO_EXTRAS, "a", ""), request(0x04, "a"), request(0x04, "a"));
        both.frames(storage(0x01, 0, 0, 0, "a", "v".repeat(1_048_576)), request(0x00, "a"));
    }

    @Test
    void counting() {
        both.frames(arithmetic(0x05, 0, 1, 5, -1, "n"), arithmetic(0x05, 0, 1, 5, 0, "n"));
        both.frames(arithmetic(0x05, 0, 2, 5, 0, "n"), arithmetic(0x06, 0, 99, 5, 0, "n"));
        both.frames(arithmetic(0x06, 99, 99, 5, 0, "n"), arithmetic(0x15, 0, 1, 5, 0, "n"));
        both.frames(arithmetic(0x16, 0, 1, 5, -1, "none"), arithmetic(0x05, 0, -1, 5, 0, "n"), request(0x00, "n"));
        both.frames(storage(0x01, 0, 3, 0, "s", "x"), arithmetic(0x05, 0, 1, 5, 0, "s"));
    }

    @Test
    void the_rest() {
        both.frames(storage(0x01, 0, 3, 0, "s", "x"), timed(0x1c, 0, "s"), timed(0x1c, 0, "none"));
        both.frames(timed(0x1d, 0, "s"), timed(0x1e, 0, "s"), timed(0x1e, 0, "none"));
        both.frames(timed(0x23, 0, "s"), timed(0x24, 0, "none"), timed(0x23, 0, "none"));
        both.frames(request(0x0b, ""), request(0x0a, ""), request(0x10, "bogus"), request(0x10, "reset"));
        both.frames(timed(0x08, 0, ""), request(0x18, ""), request(0x00, "s"));
        both.frames(request(0x7f, ""), request(0x20, ""), request(0x1b, ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x01, 0x04, 0x05, 0x07, 0x08, 0x0a, 0x0b, 0x0e, 0x1c})
    void requests_of_the_wrong_form(int number) {
        both.stream(request(number, 0, new byte[3], "key", "value"));
        both.stream(request(number, "k".repeat(251)));
        both.stream(request(number, ""));
        both.stream(withBodyLength(1, request(number, "key")));
        both.stream(withBodyLength(30, request(number, "key")));
        both.stream(new byte[] {(byte) 0x80, (byte) number, 0});
    }
}
