package vektra.drain.connect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer is read as far as answers go, and no endless one is read for ever. */
class AnswersTest {
    private final Answers answers = new Answers();

    /** That, and then the same again without an end. */
    private static InputStream endless(String begin, String again) {
        Enumeration<InputStream> pieces = new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return true;
            }

            @Override
            public InputStream nextElement() {
                return stream(again);
            }
        };
        return new SequenceInputStream(stream(begin), new SequenceInputStream(pieces));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n|x",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n|1\r\nx\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n|fffffffffffffff0\r\nx\r\n",
                "HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n|Trailer: x\r\n",
                "HTTP/1.1 200 OK\r\n|More: x\r\n",
                "|HTTP/1.1 100 Continue\r\n\r\n"
            })
    void should_end_at_an_answer_that_does_not(String answer) {
        int cut = answer.indexOf('|');
        assertThatThrownBy(() -> answers.read(endless(answer.substring(0, cut), answer.substring(cut + 1))))
                .hasMessage("the answer is too long");
    }

    @Test
    void should_end_where_answers_come_that_nothing_asked_for() {
        assertThatThrownBy(() -> answers.read(endless("", "HTTP/1.1 204 Fine\r\n\r\n")))
                .hasMessage("it sent an answer without a request");
    }

    @Test
    void should_read_long_answers_one_after_another() throws Exception {
        String body = "x".repeat(1 << 19);
        String one = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        answers.read(new SequenceInputStream(Collections.enumeration(
                java.util.List.of(stream(one), stream(one), stream(one), stream("HTTP/1.1 201 OK\r\n\r\n")))));
        for (int expected : new int[] {200, 200, 200, 201}) {
            assertThat(answers.next(1, TimeUnit.SECONDS)).isEqualTo(expected);
        }
        assertThatThrownBy(() -> answers.next(1, TimeUnit.SECONDS))
                .hasMessageContaining("it closed the connection before it answered");
    }
}
