package vektra.logs;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import vektra.logs.collect.Wanted;
import vektra.model.logs.LogLine;
import vektra.model.name.AppName;

/** The lines of an app as they come: first the newest of those that there are. For any thread, one at a time. */
public final class Following implements AutoCloseable {
    private final AppName app;
    private final Predicate<LogLine> test;
    private final int last;
    private final RecentReader reader;
    private boolean begun;

    Following(AppName app, Wanted wanted, RecentReader reader) {
        this.app = app;
        this.test = wanted.test();
        this.last = wanted.last();
        this.reader = reader;
    }

    /** The lines that were not handed out yet, oldest first. */
    public synchronized List<LogLine> next() {
        Deque<LogLine> lines = new ArrayDeque<>();
        try {
            reader.read(line -> {
                if (test.test(line)) {
                    lines.add(line);
                    if (!begun && lines.size() > last) {
                        lines.remove();
                    }
                }
            });
        } catch (IOException e) {
            throw Logs.unreadable(app, e);
        }
        begun = true;
        return new ArrayList<>(lines);
    }

    @Override
    public synchronized void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw Logs.unreadable(app, e);
        }
    }
}
