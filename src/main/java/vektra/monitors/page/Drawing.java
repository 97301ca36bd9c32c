package vektra.monitors.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What of a tile is drawn: days as bars, response times as lines. */
final class Drawing {
    /** Above it every bar of a day would cost more than it says: they are drawn together. */
    private static final int MOST_WITH_TITLES = 60;

    private static final int HEIGHT = 100;
    private static final int WIDTH = 300;
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private final Markup out;
    private final boolean titles;

    Drawing(Markup out, int tiles) {
        this.out = out;
        this.titles = tiles <= MOST_WITH_TITLES;
    }

    /** A bar for each day. */
    void days(Board.Tile tile) {
        List<Board.Day> days = tile.days();
        out.add(
                "<svg class=\"days\" viewBox=\"0 0 %s 20\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"%s\">",
                days.size(), "Uptime of the last " + days.size() + " days: " + percent(tile.uptime()));
        if (titles) {
            for (int i = 0; i < days.size(); i++) {
                Board.Day day = days.get(i);
                String level = level(day.uptime());
                out.add("<path class=\"%s\" d=\"%s\"><title>%s</title></path>", level, bar(i, level), words(day));
            }
        } else {
            for (String level : List.of("none", "good", "part", "bad")) {
                StringBuilder path = new StringBuilder();
                for (int i = 0; i < days.size(); i++) {
                    path.append(level(days.get(i).uptime()).equals(level) ? bar(i, level) : "");
                }
                if (!path.isEmpty()) {
                    out.add("<path class=\"%s\" d=\"%s\"/>", level, path);
                }
            }
        }
        out.add("</svg>\n");
    }

    /** A day of which nothing is known is a low bar, so that color is not all that tells it apart. */
    private static String bar(int day, String level) {
        int top = level.equals("none") ? 14 : 0;
        return "M" + day + ".15 " + top + "h.7v" + (20 - top) + "h-.7z";
    }

    static String level(double uptime) {
        if (Double.isNaN(uptime)) {
            return "none";
        }
        return uptime >= 99.9 ? "good" : uptime >= 95 ? "part" : "bad";
    }

    private static String words(Board.Day day) {
        return day.date() + ": "
                + (Double.isNaN(day.uptime())
                        ? "nothing is known"
                        : percent(day.uptime()) + " up, coverage " + percent(day.coverage()));
    }

    /** Rounded down: no day with a failure reads 100 %. */
    static String percent(double value) {
        return Double.isNaN(value) ? "unknown" : Markup.number(Math.floor(value * 100) / 100) + " %";
    }

    /** The middle response times, small. */
    void spark(Board.Tile tile) {
        List<Board.Point> points = tile.points();
        double top = top(points, Board.Point::p50);
        out.add(
                "<svg class=\"spark\" viewBox=\"0 0 %s %s\" preserveAspectRatio=\"none\" aria-hidden=\"true\">",
                WIDTH, HEIGHT);
        if (top > 0) {
            out.add("<path class=\"line\" d=\"%s\"/>", line(points, Board.Point::p50, top));
        }
        out.add("</svg>\n");
    }

    /** Response times with their scale. */
    void plot(Board.Tile tile) {
        List<Board.Point> points = tile.points();
        double top = nice(top(points, Board.Point::p95));
        if (top <= 0) {
            out.add("<p class=\"soft\">No run of the last two days has a time.</p>\n");
            return;
        }
        Instant from = points.get(0).at();
        Instant to = points.get(points.size() - 1).at();
        out.add("<div class=\"plot\"><span class=\"most\">%s</span><span class=\"least\">0</span>\n", seconds(top));
        out.add(
                "<svg viewBox=\"0 0 %s %s\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"%s\">",
                WIDTH, HEIGHT, "Response times by the hour, at most " + seconds(top));
        out.add("<path class=\"grid\" d=\"M0 .5h%sM0 50h%sM0 99.5h%s\"/>", WIDTH, WIDTH, WIDTH);
        out.add("<path class=\"line95\" d=\"%s\"/>", line(points, Board.Point::p95, top));
        out.add("<path class=\"line\" d=\"%s\"/></svg>\n", line(points, Board.Point::p50, top));
        out.add(
                "<span class=\"from\">%s</span><span class=\"to\">%s</span></div>\n",
                HOUR.format(from), HOUR.format(to));
        Board.Point last = points.stream()
                .filter(point -> !Double.isNaN(point.p50()))
                .reduce((before, after) -> after)
                .orElseThrow();
        out.add(
                "<p class=\"legend\"><span class=\"is50\">p50 %s</span> <span class=\"is95\">p95 %s</span></p>\n",
                seconds(last.p50()), seconds(last.p95()));
    }

    private static double top(List<Board.Point> points, ToDoubleFunction<Board.Point> value) {
        return points.stream()
                .mapToDouble(value)
                .filter(each -> !Double.isNaN(each))
                .max()
                .orElse(0);
    }

    /** The next of 1, 2 and 5 with any number of zeros. */
    static double nice(double most) {
        if (most <= 0) {
            return 0;
        }
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        double part = most / power;
        return (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10) * power;
    }

    static String seconds(double value) {
        if (Double.isNaN(value)) {
            return "unknown";
        }
        double shown = value < 1 ? value * 1000 : value;
        return Markup.number(shown < 10 ? shown : shown < 100 ? Math.round(shown * 10) / 10.0 : Math.round(shown))
                + (value < 1 ? " ms" : " s");
    }

    /** A line with gaps where nothing is known; a point between two gaps is a short dash. */
    private static String line(List<Board.Point> points, ToDoubleFunction<Board.Point> value, double top) {
        StringBuilder path = new StringBuilder();
        double step = points.size() < 2 ? WIDTH : (double) WIDTH / (points.size() - 1);
        boolean pen = false;
        for (int i = 0; i < points.size(); i++) {
            double y = value.applyAsDouble(points.get(i));
            boolean known = !Double.isNaN(y);
            if (known) {
                path.append(pen ? 'L' : 'M')
                        .append(place(i * step))
                        .append(' ')
                        .append(place(HEIGHT - 2 - y / top * (HEIGHT - 4)));
                boolean alone =
                        !pen && (i + 1 == points.size() || Double.isNaN(value.applyAsDouble(points.get(i + 1))));
                path.append(alone ? (i == 0 ? "h3" : "h-3") : "");
            }
            pen = known;
        }
        return path.toString();
    }

    private static String place(double value) {
        return String.format(Locale.ROOT, "%.1f", value).replaceFirst("\\.0$", "");
    }
}
