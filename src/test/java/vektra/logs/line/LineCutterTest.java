package vektra.logs.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes become lines, however they come. */
class LineCutterTest {
    private final List<String> lines = new ArrayList<>();
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private int longest;
    private final LineCutter cutter = new LineCutter((bytes, from, to, part, more) -> {
        longest = Math.max(longest, to - from);
        all.write(bytes, from, to - from);
        lines.add(new String(bytes, from, to - from, UTF_8) + (part == 0 ? "" : "#" + part + (more ? "+" : "")));
    });

    private void feed(byte[] bytes, int chunk) {
        for (int at = 0; at < bytes.length; at += chunk) {
            byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + chunk));
            cutter.feed(piece, 0, piece.length);
        }
    }

    private void feed(String text) {
        feed(text.getBytes(UTF_8), Integer.MAX_VALUE / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 1000})
    void a_line_ends_at_its_line_feed_however_the_bytes_come(int chunk) {
        feed("one\n\ntwo é ✓ 😀\r\n\r\nth\rree\n".getBytes(UTF_8), chunk);
        assertThat(lines).containsExactly("one", "", "two é ✓ 😀", "", "th\rree");
        assertThat(cutter.keeps()).isZero();
    }

    @Test
    void what_has_no_line_feed_waits_for_the_end() {
        feed("one\ntwo");
        assertThat(lines).containsExactly("one");
        cutter.end();
        cutter.end();
        assertThat(lines).containsExactly("one", "two");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void a_mark_of_the_byte_order_goes_where_a_stream_begins_and_nowhere_else(int chunk) {
        feed("\ufeffone\n\ufefftwo\n".getBytes(UTF_8), chunk);
        assertThat(lines).containsExactly("one", "\ufefftwo");
    }

    @Test
    void bytes_that_are_no_text_stay_as_they_are() {
        byte[] odd = {0, 27, (byte) 0xff, (byte) 0xc3, 127};
        cutter.feed(odd, 0, odd.length);
        cutter.end();
        assertThat(all.toByteArray()).isEqualTo(odd);
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "✓", "😀", "a"})
    void a_line_that_is_too_long_comes_in_parts_that_end_with_a_character(String character) {
        String line = "x" + character.repeat(200_000 / character.getBytes(UTF_8).length);
        feed((line + "\nnext\n").getBytes(UTF_8), 777);
        assertThat(longest).isLessThanOrEqualTo(LineCutter.LONGEST);
        assertThat(lines).hasSize(5).endsWith("next");
        assertThat(lines.get(0)).endsWith("#1+").doesNotContain("\ufffd");
        assertThat(lines.get(3)).endsWith("#4").doesNotContain("\ufffd");
        assertThat(all.toString(UTF_8)).isEqualTo(line + "next");
    }

    @Test
    void a_line_that_just_fits_is_whole() {
        feed("x".repeat(LineCutter.LONGEST) + "\n" + "y".repeat(LineCutter.LONGEST + 1) + "\n");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).hasSize(LineCutter.LONGEST);
        assertThat(lines.get(2)).isEqualTo("y#2");
    }

    @Test
    void a_hundred_megabytes_without_a_line_feed_need_no_memory_and_lose_nothing() {
        byte[] chunk = new byte[1 << 20];
        long[] seen = new long[2];
        LineCutter counting = new LineCutter((bytes, from, to, part, more) -> {
            seen[0] += to - from;
            seen[1] = Math.max(seen[1], to - from);
        });
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            random.nextBytes(chunk);
            for (int at = 0; at < chunk.length; at++) {
                chunk[at] = chunk[at] == '\n' ? 0 : chunk[at];
            }
            counting.feed(chunk, 0, chunk.length);
        }
        counting.end();
        assertThat(seen[0]).isEqualTo(100L << 20);
        assertThat(seen[1]).isLessThanOrEqualTo(LineCutter.LONGEST);
        assertThat(counting.keeps()).isZero();
    }
}
