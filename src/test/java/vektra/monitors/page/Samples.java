package vektra.monitors.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Boards of any size, the same each time. */
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final String[] NAMES = {
        "git.clone",
        "git.push",
        "http.endpoint",
        "http.curl",
        "dns.resolve",
        "addon.shop-db",
        "addon.shop-cache",
        "addon.queue",
        "ssh.path",
        "tls.www",
        "perf.disk",
        "logs.drain"
    };

    private Samples() {}

    public static Board board(int tiles, boolean open) {
        Random random = new Random(7);
        List<Board.Tile> all = new ArrayList<>();
        for (int i = 0; i < tiles; i++) {
            String name = NAMES[i % NAMES.length] + (i < NAMES.length ? "" : "." + i);
            all.add(tile(name, state(i), random));
        }
        return new Board("Status of the platform", NOW, open, all);
    }

    private static Board.State state(int number) {
        return switch (number % 12) {
            case 0 -> number == 0 ? Board.State.DOWN : Board.State.UP;
            case 1 -> number < 30 ? Board.State.STALE : Board.State.UP;
            case 2 -> number < 5 ? Board.State.DEGRADED : Board.State.UP;
            case 3 -> number < 5 ? Board.State.MAINTENANCE : Board.State.UP;
            default -> Board.State.UP;
        };
    }

    static Board.Tile tile(String name, Board.State state, Random random) {
        List<Board.Day> days = new ArrayList<>();
        for (int back = Board.DAYS - 1; back >= 0; back--) {
            double luck = random.nextDouble();
            double uptime = back > 80 ? Double.NaN : luck < 0.9 ? 100 : luck < 0.97 ? 99.2 : 81.25;
            days.add(new Board.Day(
                    LocalDate.ofInstant(NOW, ZoneOffset.UTC).minusDays(back), uptime, back > 80 ? Double.NaN : 99.5));
        }
        List<Board.Point> points = new ArrayList<>();
        double base = 0.02 + random.nextDouble() * 0.3;
        for (int back = 47; back >= 0; back--) {
            boolean gap = back == 20 || back == 21;
            double p50 = base * (1 + 0.3 * Math.sin(back / 5.0) + 0.2 * random.nextDouble());
            points.add(new Board.Point(
                    NOW.minus(Duration.ofHours(back)),
                    gap ? Double.NaN : p50,
                    gap ? Double.NaN : p50 * (1.5 + random.nextDouble())));
        }
        List<Board.Outage> outages = new ArrayList<>();
        boolean down = state == Board.State.DOWN;
        if (down) {
            outages.add(new Board.Outage(NOW.minusSeconds(1500), null, "fatal: db.internal did not answer"));
        }
        if (random.nextInt(4) == 0 || down) {
            outages.add(new Board.Outage(
                    NOW.minus(Duration.ofDays(2)), NOW.minus(Duration.ofDays(2)).plusSeconds(330), "timeout"));
        }
        return new Board.Tile(
                name,
                state,
                down ? NOW.minusSeconds(1500) : NOW.minus(Duration.ofDays(2)),
                down ? "fatal: db.internal did not answer" : null,
                state == Board.State.DEGRADED ? "97.5" : null,
                99.954,
                99.5,
                days,
                points,
                outages);
    }
}
