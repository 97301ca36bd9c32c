package vektra.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The classic commands, byte for byte. */
class TextProtocolTest {
    private static final String BAD_FORMAT = "CLIENT_ERROR bad command line format\r\n";

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
    void stores_and_returns_values_with_their_flags() {
        client.exchange("set a 5 0 3\r\nabc\r\n", "STORED\r\n");
        client.exchange("set empty 4294967295 0 0\r\n\r\n", "STORED\r\n");
        client.exchange("get a\r\n", "VALUE a 5 3\r\nabc\r\nEND\r\n");
        client.exchange("get none empty a\r\n", "VALUE empty 4294967295 0\r\n\r\nVALUE a 5 3\r\nabc\r\nEND\r\n");
        client.exchange("get none\r\n", "END\r\n");
    }

    @Test
    void values_may_hold_any_bytes() {
        client.exchange("set a 0 0 8\r\n\r\n\0\u0080\u00ffEND\r\n", "STORED\r\n");
        client.exchange("get a\r\n", "VALUE a 0 8\r\n\r\n\0\u0080\u00ffEND\r\nEND\r\n");
    }

    @Test
    void adds_only_what_is_missing_and_replaces_only_what_is_there() {
        client.exchange("replace a 0 0 1\r\nx\r\n", "NOT_STORED\r\n");
        client.exchange("add a 0 0 1\r\ny\r\n", "STORED\r\n");
        client.exchange("add a 0 0 1\r\nz\r\n", "NOT_STORED\r\n");
        client.exchange("replace a 3 0 2\r\nzz\r\n", "STORED\r\n");
        client.exchange("get a\r\n", "VALUE a 3 2\r\nzz\r\nEND\r\n");
    }

    @Test
    void appends_and_prepends_keeping_the_flags() {
        client.exchange("append a 0 0 1\r\nx\r\n", "NOT_STORED\r\n");
        client.exchange("prepend a 0 0 1\r\nx\r\n", "NOT_STORED\r\n");
        client.exchange("set a 7 0 1\r\nb\r\n", "STORED\r\n");
        client.exchange("append a 9 0 1\r\nc\r\n", "STORED\r\n");
        client.exchange("prepend a 9 0 1\r\na\r\n", "STORED\r\n");
        client.exchange("get a\r\n", "VALUE a 7 3\r\nabc\r\nEND\r\n");
    }

    @Test
    void cas_stores_only_over_the_version_that_was_seen() {
        client.exchange("cas a 0 0 1 1\r\nx\r\n", "NOT_FOUND\r\n");
        client.exchange("set a 0 0 1\r\nx\r\n", "STORED\r\n");
        client.exchange("gets a\r\n", "VALUE a 0 1 1\r\nx\r\nEND\r\n");
        client.exchange("cas a 0 0 1 2\r\ny\r\n", "EXISTS\r\n");
        client.exchange("cas a 0 0 1 1\r\nz\r\n", "STORED\r\n");
        client.exchange("gets a\r\n", "VALUE a 0 1 2\r\nz\r\nEND\r\n");
    }

    @Test
    void counts_up_past_64_bits_and_down_to_zero() {
        client.exchange("incr n 1\r\n", "NOT_FOUND\r\n");
        client.exchange("set n 0 0 20\r\n18446744073709551615\r\n", "STORED\r\n");
        client.exchange("incr n 3\r\n", "2\r\n");
        client.exchange("decr n 5\r\n", "0\r\n");
        client.exchange("incr n 18446744073709551615\r\n", "18446744073709551615\r\n");
        client.exchange("incr n 18446744073709551616\r\n", "CLIENT_ERROR invalid numeric delta argument\r\n");
        client.exchange("incr n -1\r\n", "CLIENT_ERROR invalid numeric delta argument\r\n");
    }

    @Test
    void a_number_that_becomes_shorter_keeps_its_length() {
        client.exchange("set n 0 0 2\r\n10\r\n", "STORED\r\n");
        client.exchange("decr n 1\r\n", "9\r\n");
        client.exchange("get n\r\n", "VALUE n 0 2\r\n9 \r\nEND\r\n");
        client.exchange("incr n 91\r\n", "100\r\n");
        client.exchange("get n\r\n", "VALUE n 0 3\r\n100\r\nEND\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1x", "-1", "18446744073709551616"})
    void refuses_to_count_what_is_no_number(String value) {
        client.exchange("set n 0 0 " + value.length() + "\r\n" + value + "\r\n", "STORED\r\n");
        client.exchange("incr n 1\r\n", "CLIENT_ERROR cannot increment or decrement non-numeric value\r\n");
    }

    @Test
    void deletes_with_the_time_that_old_clients_send() {
        client.exchange("set a 0 0 1\r\nx\r\n", "STORED\r\n");
        client.exchange("delete a 0\r\ndelete a\r\n", "DELETED\r\nNOT_FOUND\r\n");
        String usage = "CLIENT_ERROR bad command line format.  Usage: delete <key> [noreply]\r\n";
        client.exchange("delete a 5\r\ndelete a 5 noreply\r\n", usage);
    }

    @Test
    void noreply_silences_answers_and_errors_alike() {
        client.exchange(
                "set a 0 0 1 noreply\r\nx\r\nadd a 0 0 1 noreply\r\ny\r\nreplace a 0 0 1 noreply\r\n5\r\n"
                        + "append a 0 0 1 noreply\r\n0\r\nprepend a 0 0 1 noreply\r\n1\r\nincr a 1 noreply\r\n"
                        + "decr a 2 noreply\r\ntouch a 0 noreply\r\ncas a 0 0 1 99 noreply\r\nz\r\n"
                        + "delete none noreply\r\nverbosity 1 noreply\r\nincr a x noreply\r\n",
                "");
        client.exchange("get a\r\n", "VALUE a 0 3\r\n149\r\nEND\r\n");
        client.exchange("flush_all noreply\r\nflush_all 0 noreply\r\nget a\r\n", "END\r\n");
    }

    @Test
    void unknown_commands_and_wrong_word_counts_are_errors() {
        client.exchange("\r\n", "ERROR\r\n");
        client.exchange("x\r\nbogus command\r\nGET a\r\n", "ERROR\r\nERROR\r\nERROR\r\n");
        client.exchange("get\r\ngets\r\ngat\r\nincr a\r\ntouch a\r\n", "ERROR\r\n".repeat(5));
        client.exchange("set a 0 0\r\nset a 0 0 1 noreply x\r\ncas a 0 0 1\r\n", "ERROR\r\n".repeat(3));
        client.exchange("delete\r\nflush_all 1 2 3\r\nverbosity\r\n", "ERROR\r\n".repeat(3));
    }

    @Test
    void malformed_numbers_are_refused() {
        client.exchange("set a x 0 1\r\n", BAD_FORMAT);
        client.exchange("set a -1 0 1\r\n", BAD_FORMAT);
        client.exchange("set a 0 x 1\r\n", BAD_FORMAT);
        client.exchange("set a 0 0 x\r\n", BAD_FORMAT);
        client.exchange("set a 0 0 -1\r\n", BAD_FORMAT);
        client.exchange("cas a 0 0 1 x\r\n", BAD_FORMAT);
        client.exchange("verbosity x\r\n", BAD_FORMAT);
        client.exchange("touch a x\r\n", "CLIENT_ERROR invalid exptime argument\r\n");
        client.exchange("gat x a\r\n", "CLIENT_ERROR invalid exptime argument\r\n");
        client.exchange("flush_all x\r\n", "CLIENT_ERROR invalid exptime argument\r\n");
    }

    @Test
    void a_value_of_another_length_than_announced_is_refused_and_the_old_one_stays() {
        client.exchange("set a 0 0 1\r\nx\r\n", "STORED\r\n");
        client.exchange("set a 0 0 3\r\nabcde\r\n", "CLIENT_ERROR bad data chunk\r\nERROR\r\n");
        client.exchange("get a\r\n", "VALUE a 0 1\r\nx\r\nEND\r\n");
    }

    @Test
    void keys_have_at_most_250_bytes_and_no_control_bytes() {
        String longest = "k".repeat(250);
        client.exchange("set " + longest + " 0 0 1\r\nx\r\n", "STORED\r\n");
        client.exchange("get " + longest + "\r\n", "VALUE " + longest + " 0 1\r\nx\r\nEND\r\n");
        client.exchange("set \u00fcml\u00e4ut 0 0 1\r\nx\r\ndelete \u00fcml\u00e4ut\r\n", "STORED\r\nDELETED\r\n");
        for (String bad : new String[] {longest + "k", "a\tb", "a\u0000b", "a\u007f", "a\rb"}) {
            client.exchange("get " + bad + "\r\n", BAD_FORMAT);
            client.exchange("gat 0 " + bad + "\r\n", BAD_FORMAT);
            client.exchange("get " + longest + " " + bad + "\r\n", BAD_FORMAT);
            client.exchange("set " + bad + " 0 0 2\r\n", BAD_FORMAT);
            client.exchange("incr " + bad + " 1\r\n", BAD_FORMAT);
            client.exchange("touch " + bad + " 1\r\n", BAD_FORMAT);
            client.exchange("delete " + bad + "\r\n", BAD_FORMAT);
        }
    }

    @Test
    void a_value_that_is_too_large_is_swallowed_and_what_it_was_to_replace_is_gone() {
        String tooLarge = "x".repeat(1024 * 1024);
        client.exchange("set a 0 0 1\r\nx\r\n", "STORED\r\n");
        client.exchange("add a 0 0 1048576\r\n" + tooLarge + "\r\n", "SERVER_ERROR object too large for cache\r\n");
        client.exchange("get a\r\n", "VALUE a 0 1\r\nx\r\nEND\r\n");
        client.exchange("set a 0 0 1048576\r\n" + tooLarge + "\r\n", "SERVER_ERROR object too large for cache\r\n");
        client.exchange("get a\r\n", "END\r\n");
        client.exchange("set a 0 0 1048576 noreply\r\n" + tooLarge + "\r\n", "");
        assertThat(client.stat("store_too_large")).isEqualTo(3);
    }

    @Test
    void appending_beyond_the_limit_changes_nothing() {
        String large = "x".repeat(600_000);
        client.exchange("set a 0 0 600000\r\n" + large + "\r\n", "STORED\r\n");
        client.exchange("append a 0 0 600000\r\n" + large + "\r\n", "NOT_STORED\r\n");
        client.exchange("get a\r\n", "VALUE a 0 600000\r\n" + large + "\r\nEND\r\n");
    }

    @Test
    void huge_lengths_are_refused_without_waiting_for_the_value() {
        client.exchange("set a 0 0 2147483646\r\n", BAD_FORMAT);
        client.exchange("set a 0 0 99999999999999999999\r\n", BAD_FORMAT);
        client.send("set a 0 0 2147483645\r\n");
        assertThat(client.readUntil("\n")).isEqualTo("SERVER_ERROR object too large for cache\r\n");
    }

    @Test
    void lines_may_end_without_a_return_and_words_stand_far_apart() {
        client.exchange("set  a   0 0 1 \r\nx\r\n", "STORED\r\n");
        client.exchange("get a\n", "VALUE a 0 1\r\nx\r\nEND\r\n");
        client.exchange("  get   a   a  \r\n", "VALUE a 0 1\r\nx\r\nVALUE a 0 1\r\nx\r\nEND\r\n");
    }

    @Test
    void a_line_that_does_not_end_closes_the_connection() {
        client.send("x".repeat(3000));
        assertThat(client.readAll()).isIn("", "<reset>");
    }

    @Test
    void a_list_of_keys_may_be_longer_than_any_buffer() {
        client.exchange("set a 0 0 1\r\nx\r\n", "STORED\r\n");
        String keys = " a" + " none".repeat(50_000) + " a";
        client.exchange("get" + keys + "\r\n", "VALUE a 0 1\r\nx\r\nVALUE a 0 1\r\nx\r\nEND\r\n");
        String bad = " " + "k".repeat(251);
        client.exchange("gets" + keys + bad + keys + "\r\n", "VALUE a 0 1 1\r\nx\r\n".repeat(2) + BAD_FORMAT);
        client.exchange("get " + "k".repeat(100_000) + "\r\n", BAD_FORMAT);
    }

    @Test
    void a_browser_is_shown_the_door() {
        client.send("POST /set HTTP/1.1\r\nflush_all\r\n\r\n");
        assertThat(client.readAll()).isIn("", "<reset>");
    }

    @Test
    void quit_ends_the_connection_after_the_answers() {
        client.send("version\r\nquit\r\nversion\r\n");
        assertThat(client.readAll()).startsWith("VERSION 1.6.18\r\n").doesNotContain("\r\nVERSION");
    }

    @Test
    void a_client_that_ends_its_output_gets_its_answers() {
        client.send("set a 0 0 1\r\nx\r\nget a\r\nget");
        client.endOutput();
        assertThat(client.readAll()).isEqualTo("STORED\r\nVALUE a 0 1\r\nx\r\nEND\r\n");
    }
}
