package vektra.monitors.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import vektra.model.text.Shown;
import vektra.monitors.page.Board.State;

/** A board as one file of HTML: its style and drawings are in it, it has no script and asks for nothing else. */
public final class StatusPage {
    private static final int MOST_OPEN = 12;
    private static final int MOST_INCIDENTS = 50;
    private static final String MARKS = """
            <svg class="shapes" aria-hidden="true" focusable="false">
            <symbol id="is-up" viewBox="0 0 12 12"><circle cx="6" cy="6" r="5"/></symbol>
            <symbol id="is-down" viewBox="0 0 12 12"><path d="M6 .8 11.7 11H.3z"/></symbol>
            <symbol id="is-degraded" viewBox="0 0 12 12"><path d="M6 .5 11.5 6 6 11.5.5 6z"/></symbol>
            <symbol id="is-stale" viewBox="0 0 12 12"><path d="M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1zm0 1.8a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4z"/></symbol>
            <symbol id="is-unknown" viewBox="0 0 12 12"><path d="M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1zm0 1.8a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4z"/></symbol>
            <symbol id="is-maintenance" viewBox="0 0 12 12"><path d="M1.5 1.5h9v9h-9z"/></symbol>
            </svg>
            """;

    private final Board board;
    private final Markup out = new Markup();
    private final Drawing drawing;

    private StatusPage(Board board) {
        this.board = board;
        this.drawing = new Drawing(out, board.tiles().size());
    }

    /**
     * The page.
     *
     * @param refresh after how long a browser asks for it again; zero for a file that does not change
     */
    public static String html(Board board, Duration refresh) {
        return new StatusPage(board).page(refresh);
    }

    /** What it looks like, as part of it. */
    private static String style() {
        try (InputStream in = Objects.requireNonNull(StatusPage.class.getResourceAsStream("style.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String page(Duration refresh) {
        out.add("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.add("<meta name=\"color-scheme\" content=\"light dark\">\n");
        if (!refresh.isZero()) {
            out.add("<meta http-equiv=\"refresh\" content=\"%s\">\n", refresh.toSeconds());
        }
        out.add("<title>%s</title>\n<style>\n", headline() + " · " + board.title());
        out.add(style()).add("</style>\n</head>\n<body>\n").add(MARKS);
        out.add("<main id=\"status\">\n");
        head();
        tiles();
        incidents();
        out.add("</main>\n</body>\n</html>\n");
        return out.toString();
    }

    private void head() {
        State worst = worst();
        out.add("<header class=\"%s\">\n<h1>%s</h1>\n<p class=\"sum\">", word(worst), board.title());
        mark(worst);
        out.add("<strong>%s</strong></p>\n", headline());
        out.add("<p class=\"soft\">As of <time datetime=\"%s\">%s</time></p>\n", board.now(), Shown.time(board.now()));
        if (board.tiles().size() > MOST_OPEN) {
            out.add("<nav aria-label=\"All services\">");
            for (int i = 0; i < board.tiles().size(); i++) {
                Board.Tile tile = board.tiles().get(i);
                out.add("<a class=\"%s\" href=\"#m%s\" ", word(tile.state()), i);
                String words = tile.name() + ": " + tile.state().word();
                out.add("title=\"%s\" aria-label=\"%s\"></a>", words, words);
            }
            out.add("</nav>\n");
        }
        out.add("</header>\n");
    }

    private State worst() {
        return board.tiles().stream()
                .map(Board.Tile::state)
                .min(Comparator.naturalOrder())
                .orElse(State.UNKNOWN);
    }

    private String headline() {
        int all = board.tiles().size();
        if (all == 0) {
            return "Nothing is monitored yet";
        }
        List<String> words = new ArrayList<>();
        for (State state : State.values()) {
            long number = board.count(state);
            if (number > 0 && state != State.UP) {
                words.add(number + " " + words(state));
            }
        }
        long up = board.count(State.UP);
        if (words.isEmpty()) {
            return all == 1 ? "The service is up" : "All " + all + " services are up";
        }
        return String.join(", ", words) + ", " + up + " of " + all + " up";
    }

    private static String words(State state) {
        return switch (state) {
            case STALE -> "without news";
            case MAINTENANCE -> "in maintenance";
            default -> word(state);
        };
    }

    private void tiles() {
        if (board.tiles().isEmpty()) {
            out.add("<p class=\"nothing\">Services appear here once a monitor of theirs has run.</p>\n");
            return;
        }
        out.add("<section class=\"tiles\" aria-label=\"Services\">\n");
        for (int i = 0; i < board.tiles().size(); i++) {
            tile(i, board.tiles().get(i));
        }
        out.add("</section>\n");
    }

    private void tile(int number, Board.Tile tile) {
        out.add("<article id=\"m%s\" class=\"%s\">\n<h2>%s</h2>\n", number, word(tile.state()), tile.name());
        out.add("<p class=\"state\">");
        mark(tile.state());
        out.add("%s", tile.state().word());
        Instant since = tile.since();
        if (since != null) {
            out.add(" <span class=\"soft\">since <time datetime=\"%s\">%s</time></span>", since, Shown.time(since));
        }
        out.add("</p>\n");
        if (tile.reason() != null && !board.open()) {
            out.add("<p class=\"reason\">%s</p>\n", tile.reason());
        }
        drawing.spark(tile);
        drawing.days(tile);
        String text = tile.text();
        out.add("<p class=\"figures\"><b>%s</b> ", text == null ? Drawing.percent(tile.uptime()) : text);
        out.add(
                "<span class=\"soft\">%s, coverage ",
                text == null ? "uptime" : "uptime " + Drawing.percent(tile.uptime()));
        out.add("%s</span></p>\n", Drawing.percent(tile.coverage()));
        out.add(board.tiles().size() <= MOST_OPEN ? "<details open>" : "<details>");
        out.add("<summary>Response times</summary>\n");
        drawing.plot(tile);
        out.add("</details>\n</article>\n");
    }

    private void incidents() {
        record Row(String name, Board.Outage outage) {}
        List<Row> rows = board.tiles().stream()
                .flatMap(tile -> tile.outages().stream().map(outage -> new Row(tile.name(), outage)))
                .sorted(Comparator.comparing((Row row) -> row.outage().from()).reversed())
                .toList();
        out.add("<section aria-label=\"Incidents\">\n<h2>Incidents</h2>\n");
        if (rows.isEmpty()) {
            out.add("<p class=\"nothing\">None in the last %s days.</p>\n</section>\n", Board.DAYS);
            return;
        }
        out.add("<ol class=\"incidents\">\n");
        for (Row row : rows.subList(0, Math.min(rows.size(), MOST_INCIDENTS))) {
            Board.Outage outage = row.outage();
            Instant to = outage.to();
            out.add("<li class=\"%s\"><b>%s</b> ", to == null ? "down" : "over", row.name());
            out.add("<time datetime=\"%s\">%s</time> ", outage.from(), Shown.time(outage.from()));
            out.add("<span>%s</span>", lasted(outage));
            if (outage.reason() != null && !outage.reason().isEmpty() && !board.open()) {
                out.add("<span class=\"reason\">%s</span>", outage.reason());
            }
            out.add("</li>\n");
        }
        out.add("</ol>\n");
        if (rows.size() > MOST_INCIDENTS) {
            out.add("<p class=\"soft\">%s older ones are not shown.</p>\n", rows.size() - MOST_INCIDENTS);
        }
        out.add("</section>\n");
    }

    private String lasted(Board.Outage outage) {
        Instant to = outage.to();
        Duration time = Duration.between(outage.from(), to == null ? board.now() : to);
        long seconds = Math.max(0, time.toSeconds());
        String words = seconds < 120
                ? seconds + " s"
                : seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
        return to == null ? "goes on, " + words + " so far" : "lasted " + words;
    }

    private void mark(State state) {
        out.add("<svg class=\"mark\" aria-hidden=\"true\"><use href=\"#is-%s\"/></svg>", word(state));
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
