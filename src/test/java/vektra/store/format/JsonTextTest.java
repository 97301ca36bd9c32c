package vektra.store.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    private static final ObjectMapper JACKSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Has each kind of value, of space and of escape. */
    private static final String ALL = "{\"a\":[1,-0,2.5,-1.5e+3,1E2,12345678901234567890,true,false,null,\"\"],\t\r\n"
            + "\"b\" : {\"\\u00e4ä😀\":{} , \"c\":[ \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\uD83d\\ude00ä😀\\uFFFD\uFFFD\"]}}";

    @Test
    void reads_what_jackson_reads() throws IOException {
        assertThat(plain(JsonText.object(ALL.getBytes(UTF_8)))).isEqualTo(plain(JACKSON.readValue(ALL, Map.class)));
    }

    /** Each document is that one with one byte left out, or another one in its place. */
    @Test
    void refuses_what_jackson_refuses() {
        byte[] all = ALL.getBytes(UTF_8);
        for (int i = 0; i < all.length; i++) {
            byte[] without = Arrays.copyOf(all, all.length - 1);
            System.arraycopy(all, i + 1, without, i, all.length - i - 1);
            same(without);
            for (char other : "\"\\{}[],:0 1.-+eEtn/a\u0000\n\u00ff".toCharArray()) {
                byte[] with = all.clone();
                with[i] = (byte) other;
                same(with);
            }
        }
    }

    private static void same(byte[] document) {
        Object expected;
        try {
            expected = plain(JACKSON.readValue(document, Map.class));
        } catch (IOException e) {
            expected = "refused";
        }
        Object read;
        try {
            read = plain(JsonText.object(document));
        } catch (Malformed e) {
            read = "refused";
        }
        assertThat(read).as(new String(document, ISO_8859_1)).isEqualTo(expected);
    }

    /** Without what differs on purpose: whole numbers are longs here, and null is a value. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> List.of(entry.getKey(), plain(entry.getValue())))
                    .toList();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(JsonTextTest::plain).toList();
        }
        return value instanceof Integer small ? Long.valueOf(small) : value == null ? JsonText.NULL : value;
    }

    @Test
    void whole_numbers_have_no_limit() {
        assertThat(JsonText.object("{\"a\":9223372036854775807,\"b\":-9223372036854775808,\"c\":9223372036854775808}"
                        .getBytes(UTF_8)))
                .isEqualTo(
                        Map.of("a", Long.MAX_VALUE, "b", Long.MIN_VALUE, "c", new BigInteger("9223372036854775808")));
    }

    @Test
    void the_last_of_two_values_counts() {
        assertThat(JsonText.object("\uFEFF{\"a\":1,\"a\":2}".getBytes(UTF_8))).isEqualTo(Map.of("a", 2L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "§ §            | it is empty",
                "[1             | it does not start with an object",
                "{} {}          | something follows its end",
                "x              | it is not JSON at line 1, column 1",
                "{'a':1}        | it is not JSON at line 1, column 2",
                "{\"a\":01}     | it is not JSON at line 1, column 7",
                "{\"a\":[1 2]}  | it is not JSON at line 1, column 9",
                "{\"a\":tru}    | it is not JSON at line 1, column 9",
                "{\"a\":\"\\x\"} | it is not JSON at line 1, column 8",
                "{\"a\":\"b      | it is truncated",
                "{\"a\":-       | it is truncated",
            })
    void says_where_something_is_wrong(String document, String said) {
        refused(document.getBytes(UTF_8), said);
    }

    @Test
    void counts_lines() {
        refused("{\n\"a\":\r\n  x}".getBytes(UTF_8), "it is not JSON at line 3, column 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"\u00ff\"}", "{\"\u00c3\":1}"})
    void refuses_what_is_not_utf_8(String bytes) {
        refused(bytes.getBytes(ISO_8859_1), "it is not UTF-8");
    }

    @Test
    void has_limits() {
        String said = "something in it is nested too deep or too long";
        refused(("{\"a\":" + "[".repeat(5000)).getBytes(UTF_8), said);
        refused(("{\"a\":" + "1".repeat(1001) + "}").getBytes(UTF_8), said);
        assertThat(JsonText.object(("{\"a\":" + "[".repeat(999) + "]".repeat(999) + "}").getBytes(UTF_8)))
                .containsKey("a");
    }

    private static void refused(byte[] document, String said) {
        assertThatThrownBy(() -> JsonText.object(document))
                .isInstanceOf(Malformed.class)
                .hasMessage(said);
    }
}
