package vektra.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static final String LINE = "{\"b\":[1,2.50,true,null,\"\u00e4\\n\"],\"a\":{}}";

    @Test
    void what_is_written_is_read_back_in_its_order() throws Exception {
        Object value = Json.parse(LINE.getBytes(UTF_8));
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("b", Arrays.asList(new BigDecimal("1"), new BigDecimal("2.50"), true, null, "\u00e4\n"));
        expected.put("a", Map.of());
        assertThat(value).isEqualTo(expected);
        assertThat(Json.line(value)).isEqualTo(LINE);
        assertThat(Json.bytes(value)).isEqualTo(LINE.getBytes(UTF_8));
    }

    @Test
    void people_get_it_indented() {
        assertThat(Json.page(Map.of("a", List.of(1)))).isEqualTo("{\n  \"a\" : [\n    1\n  ]\n}\n");
    }

    @Test
    void bytes_are_written_in_base64() {
        assertThat(Json.line(List.of(new byte[] {1, 2}))).isEqualTo("[\"AQI=\"]");
    }

    @Test
    void an_object_has_the_fields_that_are_not_null() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", 1);
        map.put("b", null);
        assertThat(Json.object(map)).isEqualTo(Map.of("a", 1));
        assertThat(Json.object("a")).isEmpty();
        assertThat(Json.object(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1", "{\"a\":", "{} {}", "nul", "1e999999999", "{'a':1}", "[01]"})
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> Json.parse(text.getBytes(UTF_8))).isInstanceOf(IOException.class);
    }

    @Test
    void what_is_too_deep_is_refused() throws Exception {
        assertThat(Json.parse(nested(64))).isInstanceOf(List.class);
        assertThatThrownBy(() -> Json.parse(nested(65))).isInstanceOf(IOException.class);
    }

    private static byte[] nested(int depth) {
        return ("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8);
    }
}
