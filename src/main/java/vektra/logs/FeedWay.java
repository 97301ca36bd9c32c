package vektra.logs;

import java.time.Duration;

/** The way of a source in another process than the router's. */
record FeedWay(Feed feed) implements Way {
    @Override
    public long position() {
        return feed.position();
    }

    @Override
    public void add(long micros, int priority, int part, boolean more, byte[] bytes, int from, int to) {
        feed.add(micros, priority, part, more, bytes, from, to);
    }

    @Override
    public void send(long position) {
        feed.send(position);
    }

    @Override
    public void flush(Duration longest) {
        feed.flush(longest);
    }

    @Override
    public long missing() {
        return feed.missing();
    }

    @Override
    public void close() {
        feed.close();
    }
}
