package vektra.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The meta commands, byte for byte. */
class MetaCommandsTest {
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
    void get_answers_in_the_order_of_the_flags() {
        client.exchange("ms a 3 T100 F7\r\nabc\r\n", "HD\r\n");
        client.exchange("mg a\r\n", "HD\r\n");
        client.exchange("mg a s v f t k Oopaque c\r\n", "VA 3 s3 f7 t100 ka Oopaque c1\r\nabc\r\n");
        client.exchange("mg a c t\r\n", "HD c1 t100\r\n");
        client.exchange("mg none k O1 v\r\n", "EN knone O1\r\n");
        client.exchange("mg none k O1 v q\r\nmg a q\r\n", "HD\r\n");
    }

    @Test
    void get_tells_of_uses_before_itself() {
        client.exchange("ms a 1\r\nx\r\n", "HD\r\n");
        server.clock.advance(Duration.ofSeconds(5));
        client.exchange("mg a h l u\r\nmg a h l\r\nmg a h l t\r\n", "HD h0 l5\r\nHD h0 l5\r\nHD h1 l0 t-1\r\n");
    }

    @Test
    void get_touches_and_chooses_one_client_to_renew() {
        client.exchange("ms a 1 T100\r\nx\r\n", "HD\r\n");
        client.exchange("mg a T30 t\r\n", "HD t30\r\n");
        client.exchange("mg a R20\r\nmg a R60 t\r\nmg a R60\r\n", "HD\r\nHD t30 W\r\nHD Z\r\n");
        client.exchange("mg new N50 t v c\r\n", "VA 0 t50 c2 W\r\n\r\n");
        client.exchange("mg new N50 t v\r\n", "VA 0 t50 Z\r\n\r\n");
    }

    @Test
    void set_has_the_modes_of_all_storage_commands() {
        client.exchange("ms a 1 MR\r\nx\r\n", "NS\r\n");
        client.exchange("ms a 1 ME k\r\nb\r\n", "HD ka\r\n");
        client.exchange("ms a 1 ME O9\r\nb\r\n", "NS O9\r\n");
        client.exchange("ms a 1 MA\r\nc\r\n", "HD\r\n");
        client.exchange("ms a 1 MP\r\na\r\n", "HD\r\n");
        client.exchange("mg a v\r\n", "VA 3\r\nabc\r\n");
        client.exchange("ms a 1 MS q\r\nx\r\nms a 1 MX\r\nx\r\n", "CLIENT_ERROR invalid mode for ms M token\r\n");
        client.exchange("ms a 1 Mx9\r\nx\r\n", "CLIENT_ERROR incorrect length for M token\r\n");
    }

    @Test
    void set_compares_uniques_and_can_take_an_older_value_as_stale() {
        client.exchange("ms a 1 c E1000\r\nx\r\n", "HD c1000\r\n");
        client.exchange("ms a 1 C999 c\r\ny\r\n", "EX c0\r\n");
        client.exchange("ms none 1 C999\r\ny\r\n", "NF\r\n");
        client.exchange("ms a 1 C999 I\r\ny\r\n", "HD\r\n");
        client.exchange("mg a v\r\nmg a v\r\n", "VA 1 X W\r\ny\r\nVA 1 Z X\r\ny\r\n");
        client.exchange("ms a 1 C1\r\nz\r\n", "HD\r\n");
        client.exchange("mg a v c\r\n", "VA 1 c2\r\nz\r\n");
    }

    @Test
    void delete_removes_or_marks_stale() {
        client.exchange("ms a 1\r\nx\r\n", "HD\r\n");
        client.exchange("md a C99 k\r\n", "EX ka\r\n");
        client.exchange("md a I T30 Ok\r\n", "HD Ok\r\n");
        client.exchange("mg a v t c\r\nmg a\r\n", "VA 1 t30 c2 X W\r\nx\r\nHD Z X\r\n");
        client.exchange("md a q\r\nmd a q k\r\n", "NF ka\r\n");
    }

    @Test
    void arithmetic_counts_creates_and_compares() {
        client.exchange("ma n\r\n", "NF\r\n");
        client.exchange("ma n N60 J13 v t c k O1\r\n", "VA 2 t60 c1 kn O1\r\n13\r\n");
        client.exchange("ma n v\r\nma n D6 v\r\n", "VA 2\r\n14\r\nVA 2\r\n20\r\n");
        client.exchange(
                "ma n MD D30 v\r\nma n MI\r\nma n M+ v\r\nma n M- v\r\n",
                "VA 1\r\n0\r\nHD\r\nVA 1\r\n2\r\nVA 1\r\n1\r\n");
        client.exchange("ma n C1\r\nma n q\r\nma n T20 t\r\n", "EX\r\nHD t20\r\n");
        client.exchange("ma n MX\r\n", "CLIENT_ERROR invalid mode for ma M token\r\n");
        client.exchange(
                "set s 0 0 1\r\nx\r\nma s\r\n",
                "STORED\r\nCLIENT_ERROR cannot increment or decrement non-numeric value\r\n");
    }

    @Test
    void keys_may_be_binary_in_base64() {
        client.exchange("ms AAEgfw== 1 b\r\nx\r\n", "HD\r\n");
        client.exchange("mg AAEgfw== b k v\r\n", "VA 1 kAAEgfw== b\r\nx\r\n");
        client.exchange("md AAEgfw== b k\r\nmg AAEgfw== b k\r\n", "HD kAAEgfw== b\r\nEN kAAEgfw== b\r\n");
        client.exchange("mg !!!! b\r\nmg abc b\r\n", "CLIENT_ERROR error decoding key\r\n".repeat(2));
    }

    @Test
    void malformed_commands_are_refused_and_their_values_swallowed() {
        client.exchange("mg\r\nms\r\nmd\r\nma\r\n", "ERROR\r\n".repeat(4));
        client.exchange("mg a !\r\nmg a v v\r\n", "CLIENT_ERROR invalid flag\r\nCLIENT_ERROR duplicate flag\r\n");
        client.exchange("md a !\r\nma a v v\r\n", "CLIENT_ERROR invalid or duplicate flag\r\n".repeat(2));
        client.exchange("mg a Tx\r\n", "CLIENT_ERROR bad token in command line format\r\n");
        client.exchange("ms a 1 !\r\nx\r\n", "CLIENT_ERROR invalid flag\r\n");
        client.exchange("ms a 1 q\r\nxyz\r\n", "CLIENT_ERROR bad data chunk\r\nERROR\r\n");
        client.exchange("ms a\r\nms a x\r\nms a -1\r\n", "CLIENT_ERROR bad command line format\r\n".repeat(3));
        client.exchange("mg a O" + "o".repeat(32) + "\r\n", "CLIENT_ERROR opaque token too long\r\n");
        client.exchange("mg " + "k".repeat(251) + "\r\n", "CLIENT_ERROR bad command line format\r\n");
        client.exchange("mg a\tb\r\n", "CLIENT_ERROR bad command line format\r\n");
        String tooLarge = "x".repeat(1024 * 1024);
        client.exchange("ms a 1048576 q\r\n" + tooLarge + "\r\n", "SERVER_ERROR object too large for cache\r\n");
    }

    @Test
    void noop_answers_at_once() {
        client.send("mn\r\n");
        assertThat(client.readUntil("\n")).isEqualTo("MN\r\n");
    }
}
