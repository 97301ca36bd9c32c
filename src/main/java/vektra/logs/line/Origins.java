package vektra.logs.line;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import vektra.logs.collect.Feed;
import vektra.logs.router.SpoolIntake;
import vektra.logs.syslog.Listener;

/** How far the lines of each origin are written down. Those of files are kept, the others only while they may come again. */
public final class Origins {
    private static final int MOST_FILES = 10_000;
    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);
    private int files;

    private static final class Known {
        private long position = -1;
        private long touched;
        private int open;
    }

    /** -1 when nothing is known of it. */
    public long position(String origin) {
        Known it = known.get(origin);
        return it == null ? -1 : it.position;
    }

    public void moved(String origin, long position) {
        Known it = entry(origin);
        it.position = position;
        it.touched = System.nanoTime();
    }

    private Known entry(String origin) {
        Known it = known.get(origin);
        if (it == null) {
            forget();
            it = new Known();
            known.put(origin, it);
            files += isFile(origin) ? 1 : 0;
        }
        return it;
    }

    /** Whether its lines can wait where they are and its position is kept permanently. */
    public static boolean isFile(String origin) {
        return origin.startsWith(Feed.FILE);
    }

    /** Whether it is of a sender that sends again what was not acknowledged: a program or a pipe. */
    public static boolean sendsAgain(String origin) {
        return !origin.startsWith(Listener.ORIGIN) && !origin.equals(SpoolIntake.OURSELVES);
    }

    /** A source is connected for it. */
    public void opened(String origin) {
        entry(origin).open++;
    }

    public void closed(String origin) {
        Known it = known.get(origin);
        if (it != null) {
            it.open = Math.max(0, it.open - 1);
            it.touched = System.nanoTime();
        }
    }

    private void forget() {
        long now = System.nanoTime();
        Iterator<Map.Entry<String, Known>> oldest = known.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<String, Known> entry = oldest.next();
            Known it = entry.getValue();
            boolean file = isFile(entry.getKey());
            if (it.open == 0 && (file ? files > MOST_FILES : now - it.touched > KEPT_NANOS)) {
                oldest.remove();
                files -= file ? 1 : 0;
            }
        }
    }

    /** All that is still to be known, the one used longest ago first. */
    public Map<String, Long> positions() {
        forget();
        Map<String, Long> positions = new LinkedHashMap<>();
        known.forEach((origin, it) -> {
            if (it.position >= 0) {
                positions.put(origin, it.position);
            }
        });
        return positions;
    }
}
