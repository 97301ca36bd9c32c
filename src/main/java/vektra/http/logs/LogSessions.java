package vektra.http.logs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vektra.logs.Following;
import vektra.model.Token;
import vektra.model.logs.LogLine;
import vektra.model.text.Secret;

/** Who reads lines: each reader by a secret, which is its address, since the command line shows no token there. */
final class LogSessions {
    /** How long a reader may stay away. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int MOST = 200;

    private final Clock clock;
    private final Predicate<Token> holds;
    private final Map<String, Reader> readers = new LinkedHashMap<>(16, 0.75f, true);

    /** @param holds whether a token still lets in; a reader does not outlive its token */
    LogSessions(Clock clock, Predicate<Token> holds) {
        this.clock = clock;
        this.holds = holds;
    }

    private record Reader(Following lines, Token token, boolean tail, Instant until) {}

    /** @param tail whether it comes again for the lines that come */
    synchronized String open(Following lines, Token token, boolean tail) {
        leave(clock.instant());
        String secret = Secret.fresh().reveal();
        readers.put(secret, new Reader(lines, token, tail, clock.instant().plus(PATIENCE)));
        return secret;
    }

    /** The lines that the reader has not seen; empty when there is no such reader. */
    Optional<List<LogLine>> next(String secret) {
        Reader reader = taken(secret);
        if (reader == null) {
            return Optional.empty();
        }
        boolean mayRead = holds.test(reader.token());
        Optional<List<LogLine>> lines =
                mayRead ? Optional.of(new ArrayList<>(reader.lines().next())) : Optional.empty();
        if (!mayRead || !reader.tail()) {
            end(secret, reader);
        }
        return lines;
    }

    private synchronized void end(String secret, Reader reader) {
        readers.remove(secret);
        reader.lines().close();
    }

    private synchronized @Nullable Reader taken(String secret) {
        Instant now = clock.instant();
        leave(now);
        Reader reader = readers.remove(secret);
        if (reader != null && reader.tail()) {
            readers.put(secret, new Reader(reader.lines(), reader.token(), true, now.plus(PATIENCE)));
        }
        return reader;
    }

    /** Ends those that stayed away, and the one that came last the longest ago when there are too many. */
    private void leave(Instant now) {
        Iterator<Reader> all = readers.values().iterator();
        while (all.hasNext()) {
            Reader reader = all.next();
            if (reader.until().isBefore(now) || readers.size() >= MOST) {
                reader.lines().close();
                all.remove();
            }
        }
    }
}
