package vektra.monitors.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a function of its board. */
class StatusPageTest {
    private static String html(Board board) {
        return StatusPage.html(board, Duration.ZERO);
    }

    private static Board of(Board.Tile... tiles) {
        return new Board("Status", Samples.NOW, false, List.of(tiles));
    }

    private static Board.Tile tile(String name, Board.State state) {
        return Samples.tile(name, state, new Random(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12, 500})
    void it_is_one_file_that_asks_for_nothing(int tiles) {
        String page = html(Samples.board(tiles, false));
        assertThat(page)
                .startsWith("<!doctype html>")
                .endsWith("</html>\n")
                .doesNotContain(
                        "<script", "<link", "<img", "<iframe", "http://", "https://", "url(", "@import", " style=");
        assertThat(Pattern.compile("<article ").matcher(page).results()).hasSize(tiles);
        assertThat(page.length()).isLessThan(4_000_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | Nothing is monitored yet",
                "1 | 1 down, 0 of 1 up",
                "12 | 1 down, 1 degraded, 1 without news, 1 in maintenance, 8 of 12 up",
            })
    void the_first_line_sums_it_up(int tiles, String says) {
        assertThat(html(Samples.board(tiles, false))).contains("<strong>" + says + "</strong>", "<title>" + says);
    }

    @Test
    void all_well_is_said_in_words() {
        assertThat(html(of(tile("a.b", Board.State.UP), tile("c.d", Board.State.UP))))
                .contains("<strong>All 2 services are up</strong>", "<header class=\"up\">");
    }

    @Test
    void a_tile_without_news_is_grey_and_says_so() {
        assertThat(html(of(tile("a.b", Board.State.STALE))))
                .contains("class=\"stale\"", "No news")
                .doesNotContain("class=\"up\"", "class=\"down\"");
    }

    @Test
    void names_and_reasons_are_text_and_never_markup() {
        String markup = "<img src=x onerror=\"alert(1)\">'&\u0007";
        Board.Tile bad = new Board.Tile(
                markup,
                Board.State.DOWN,
                null,
                markup,
                markup,
                Double.NaN,
                Double.NaN,
                List.of(),
                List.of(),
                List.of(new Board.Outage(Samples.NOW, null, markup)));
        assertThat(html(new Board(markup, Samples.NOW, false, List.of(bad))))
                .doesNotContain("<img", "\u0007")
                .contains("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;?");
    }

    @Test
    void a_page_for_strangers_says_no_reason() {
        assertThat(html(Samples.board(12, false))).contains("db.internal");
        assertThat(html(Samples.board(12, true))).doesNotContain("db.internal").contains("goes on, 25 min so far");
    }

    @Test
    void what_is_not_known_is_said_and_not_drawn_as_zero() {
        Board.Tile none = new Board.Tile(
                "a.b",
                Board.State.UNKNOWN,
                null,
                null,
                null,
                Double.NaN,
                Double.NaN,
                List.of(new Board.Day(java.time.LocalDate.EPOCH, Double.NaN, Double.NaN)),
                List.of(new Board.Point(Samples.NOW, Double.NaN, Double.NaN)),
                List.of());
        assertThat(html(of(none)))
                .contains("<b>unknown</b>", "coverage unknown", "nothing is known", "No run of the last two days")
                .doesNotContain("NaN");
    }

    @Test
    void each_day_has_its_bar_and_its_words() {
        String page = html(of(tile("a.b", Board.State.UP)));
        assertThat(Pattern.compile("<path class=\"(good|part|bad|none)\"")
                        .matcher(page)
                        .results())
                .hasSize(Board.DAYS);
        assertThat(page).contains("<title>2026-11-30: ").doesNotContain("NaN");
    }

    @Test
    void a_live_page_asks_again() {
        assertThat(StatusPage.html(of(), Duration.ofSeconds(30)))
                .contains("<meta http-equiv=\"refresh\" content=\"30\">");
        assertThat(html(of())).doesNotContain("refresh");
    }

    @ParameterizedTest
    @CsvSource({
        "100, 100 %",
        "99.999, 99.99 %",
        "99.5, 99.5 %",
        "0, 0 %",
        "NaN, unknown",
    })
    void uptime_is_rounded_down(double value, String text) {
        assertThat(Drawing.percent(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.0003, 0.0005", "0.1, 0.1", "0.11, 0.2", "3, 5", "7, 10", "0, 0"})
    void scales_end_at_round_numbers(double most, double end) {
        assertThat(Drawing.nice(most)).isCloseTo(end, org.assertj.core.data.Offset.offset(1e-9));
    }
}
