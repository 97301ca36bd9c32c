package vektra.http.request;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vektra.model.Token;
import vektra.model.text.Secret;

/** Who is logged in to the web page: in memory, so that a restart logs all users out. */
public final class Sessions {
    /** A header and no cookie: browsers send cookies to every port of a host, and so to the web servers of apps. */
    public static final String HEADER = "Vektra-Session";

    static final Duration LIFE = Duration.ofHours(12);
    /** More than people have browsers; beyond that the one that ends first goes. */
    private static final int MOST = 1000;

    private final Map<String, Session> open = new ConcurrentHashMap<>();
    private final Clock clock;

    public Sessions(Clock clock) {
        this.clock = clock;
    }

    /**
     * One login.
     *
     * @param id what the page sends with each request; other sites do not know it, nor may they send that header
     */
    public record Session(String id, Token token, Instant until) {}

    /** Logs in with a token that was checked. */
    public Session open(Token token) {
        Instant now = clock.instant();
        open.values().removeIf(session -> !session.until().isAfter(now));
        if (open.size() >= MOST) {
            open.values().stream()
                    .min(java.util.Comparator.comparing(Session::until))
                    .ifPresent(this::close);
        }
        Session session = new Session(Secret.fresh().reveal(), token, now.plus(LIFE));
        open.put(session.id(), session);
        return session;
    }

    /** A login that has not ended. */
    public Optional<Session> find(String id) {
        return Optional.ofNullable(open.get(id))
                .filter(session -> session.until().isAfter(clock.instant()));
    }

    public void close(Session session) {
        open.remove(session.id());
    }
}
