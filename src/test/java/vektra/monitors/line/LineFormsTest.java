package vektra.monitors.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.monitor.Attempt;
import vektra.model.monitor.Event;
import vektra.model.monitor.Status;

/** How events are written, and that they are read back as they were. */
class LineFormsTest {
    private static final Attempt RUN = new Attempt("shop", "9f1c02ab", "monitors_git_clone.1", "git.clone", 0);
    private static final Instant AT = Instant.parse("2026-11-22T01:27:27.123Z");
    private static final Event START = new Event.Start(RUN, AT, Duration.ofSeconds(20), Duration.ofSeconds(180));
    private static final String HEAD =
            "ts=2026-11-22T01:27:27.123Z app=shop xid=9f1c02ab monitor=monitors_git_clone.1 source=git.clone i=0 ";
    private static final String FERRET = "app=shop xid=9f1c02ab source=\"git.clone\" i=0 ";

    private final VektraForm vektra = new VektraForm(text -> text.replace("s3cret", "****"));
    private final FerretForm ferret = new FerretForm(text -> text.replace("s3cret", "****"));

    private static Event output(String line) {
        return new Event.Output(RUN, AT, true, line);
    }

    private static Event finish(Status status, Integer exit, boolean last, String reason) {
        return new Event.Finish(RUN, AT, status, exit, Duration.ofNanos(629_240_000), last, false, reason);
    }

    static LineReader read(String line) {
        LineReader reader = new LineReader();
        reader.read((line + "\n" + "x".repeat(LineReader.ROOM)).getBytes(UTF_8), 0);
        return reader;
    }

    // Vektra's form

    @Test
    void the_start_says_how_often_there_is_one() {
        assertThat(vektra.line(START)).isEqualTo(HEAD + "at=start interval=20s timeout=180s");
    }

    @Test
    void a_failure_says_what_uptime_needs_and_why() {
        assertThat(vektra.line(finish(Status.FAILURE, 128, true, "no \"repository\"")))
                .isEqualTo(HEAD + "at=finish status=failure exit=128 elapsed=0.6292 final=true measure=uptime val=0"
                        + " measure#git.clone.time=0.6292s reason=\"no \\\"repository\\\"\"");
    }

    @Test
    void a_stop_is_a_line_that_ferret_has_not() {
        Event stop = new Event.Stop(RUN, AT);
        assertThat(vektra.line(stop)).isEqualTo(HEAD + "at=stop");
        assertThat(ferret.lines(stop)).isEmpty();
    }

    @Test
    void an_attempt_that_is_followed_by_another_has_no_result() {
        assertThat(vektra.line(finish(Status.FAILURE, 1, false, null)))
                .contains(" final=false ")
                .doesNotContain("uptime", "val=");
    }

    @Test
    void one_that_was_skipped_has_no_result() {
        assertThat(vektra.line(finish(Status.SKIPPED, null, true, null)))
                .contains(" status=skipped elapsed=")
                .doesNotContain("uptime", "val=");
    }

    @Test
    void secrets_are_redacted_in_output_and_reason() {
        assertThat(vektra.line(output("login with s3cret failed"))).endsWith(" out=\"login with **** failed\"");
        assertThat(vektra.line(finish(Status.FAILURE, 1, true, "s3cret"))).endsWith(" reason=****");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                "two words",
                "a=b",
                "\"quoted\"",
                "back\\slash",
                "end\\",
                "line\nfeed\r\tand tab",
                "\u0000\u001b[31m\u007f\u0085\u2028",
                "'single'",
                "ünïcode ✓ 🎉",
                "measure=uptime val=100 at=finish final=true status=success source=other",
                "\" measure=uptime val=100 \"",
                "\\\" measure=uptime val=100",
            })
    void whatever_was_printed_is_read_back_and_is_never_a_field(String printed) {
        String line = vektra.line(output(printed));
        assertThat(line).doesNotContain("\n", "\r", "\u001b");
        LineReader reader = read(line);
        assertThat(reader.text(Field.OUT)).isEqualTo(printed);
        assertThat(reader.text(Field.SOURCE)).isEqualTo("git.clone");
        assertThat(reader.text(Field.AT)).isEqualTo("output");
        assertThat(reader.has(Field.MEASURE)).isFalse();
        assertThat(reader.has(Field.VAL)).isFalse();
        assertThat(reader.torn()).isFalse();
    }

    // Ferret's form

    private List<String> written(Event... events) {
        List<String> lines = new ArrayList<>();
        for (Event event : events) {
            lines.addAll(ferret.lines(event));
        }
        return lines;
    }

    @Test
    void a_success_has_the_four_lines_of_ferret() {
        assertThat(written(START, output("Cloned an empty repository"), finish(Status.SUCCESS, 0, true, null)))
                .containsExactly(
                        FERRET + "at=enter",
                        FERRET + "status=0 measure=success",
                        FERRET + "val=100 measure=uptime",
                        FERRET + "at=return val=0.6292 measure=time");
    }

    @Test
    void a_failure_has_what_was_printed_as_ferret_quotes_it() {
        assertThat(written(START, output(" it's s3cret "), finish(Status.FAILURE, 128, true, null)))
                .containsExactly(
                        FERRET + "at=enter",
                        FERRET + "at=failure out='it's ****'",
                        FERRET + "status=128 measure=failure",
                        FERRET + "val=0 measure=uptime",
                        FERRET + "at=return val=0.6292 measure=time");
    }

    @Test
    void a_timeout_lowers_uptime() {
        assertThat(written(START, finish(Status.TIMEOUT, null, true, null)))
                .contains(
                        "app=shop xid=9f1c02ab source=\"git.clone\" at=timeout val=180",
                        FERRET + "val=0 measure=uptime");
    }

    @Test
    void of_attempts_that_do_not_count_ferret_says_nothing() {
        assertThat(written(START, output("x"), finish(Status.FAILURE, 1, false, null)))
                .containsExactly(FERRET + "at=enter");
        assertThat(written(START, finish(Status.SKIPPED, null, true, null))).containsExactly(FERRET + "at=enter");
    }

    // reading

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at=failure out='x measure=uptime val=100 y'",
                "at=failure out='it's measure=uptime val=100 so it's'",
                "at=failure out='cut off measure=uptime val=100",
                "at=failure out='it's measure=uptime val=100",
            })
    void what_ferret_quotes_without_escaping_reaches_to_the_end_of_the_line(String rest) {
        LineReader reader = read(FERRET + rest);
        assertThat(reader.has(Field.MEASURE)).isFalse();
        assertThat(reader.has(Field.VAL)).isFalse();
        assertThat(reader.text(Field.OUT)).contains("val=100");
    }

    @Test
    void of_a_field_that_comes_twice_the_first_counts() {
        assertThat(read("val=0 measure=uptime val=100").text(Field.VAL)).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<190>1 2012-12-17T00:00:00.5+01:00 host app monitors_git_clone.1 - ",
                "134 <190>1 2012-12-17T00:00:00.5+01:00 host app monitors_git_clone.1 - - ",
                "2012-12-16T23:00:00.500000+00:00 app[monitors_git_clone.1]: ",
            })
    void the_head_that_logplex_adds_gives_time_and_process(String head) {
        byte[] line = (head + FERRET + "val=100 measure=uptime\r\n" + "x".repeat(LineReader.ROOM)).getBytes(UTF_8);
        LineReader reader = new LineReader();
        reader.read(line, 0);
        assertThat(Instant.ofEpochMilli(reader.time())).isEqualTo("2012-12-16T23:00:00.500Z");
        assertThat(new String(line, reader.processFrom(), reader.processTo() - reader.processFrom(), UTF_8))
                .isEqualTo("monitors_git_clone.1");
        assertThat(reader.text(Field.MEASURE)).isEqualTo("uptime");
    }

    @Test
    void a_line_that_ends_in_quotes_is_torn() {
        assertThat(read("source=x out=\"abc").torn()).isTrue();
        assertThat(read("source=x out=\"abc\\\"").torn()).isTrue();
        assertThat(read("source=x out=\"abc\\").torn()).isTrue();
        assertThat(read("source=x out=\"abc\"").torn()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T01:27:27.123Z",
                "1970-01-01T00:00:00Z",
                "2024-02-29T23:59:59.999Z",
                "2000-12-31T00:00:00.000001Z",
                "2100-03-01T12:00:00+05:30",
                "2026-11-22T01:27:27-08:00",
            })
    void times_are_read_as_java_reads_them(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        assertThat(Moment.millis(bytes, 0, bytes.length))
                .isEqualTo(java.time.OffsetDateTime.parse(text).toInstant().toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T01:27:27",
                "2026-13-22T01:27:27Z",
                "2026-11-22 01:27:27.000Z",
                "x026-11-22T01:27:27Z",
                "2026-11-22T01:27:27.1Zx"
            })
    void what_is_no_time_is_none(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        assertThat(Moment.millis(bytes, 0, bytes.length)).isEqualTo(Moment.NONE);
    }

    @Test
    void numbers_and_spans_are_read() {
        LineReader reader = read(
                "elapsed=0.6292 val=180 interval=0.5s timeout=180s i=x exit= xid=1.23456789 app=99999999999999999999");
        assertThat(reader.decimal(Field.ELAPSED, 4)).isEqualTo(6292);
        assertThat(reader.decimal(Field.VAL, 4)).isEqualTo(1_800_000);
        assertThat(reader.decimal(Field.XID, 4)).isEqualTo(12_345);
        assertThat(reader.span(Field.INTERVAL)).isEqualTo(500);
        assertThat(reader.span(Field.TIMEOUT)).isEqualTo(180_000);
        for (Field none : List.of(Field.I, Field.EXIT, Field.APP, Field.FINAL)) {
            assertThat(reader.decimal(none, 4)).as("%s", none).isEqualTo(-1);
        }
    }
}
