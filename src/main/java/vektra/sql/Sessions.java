package vektra.sql;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The administrator's sessions that are not in use at the moment, one a server at most: a command that asks a server
 * several things logs in once. They end with the process.
 */
public final class Sessions<S extends SqlSession> {
    private final Map<String, S> idle = new HashMap<>();

    /** Takes the session of that URL out; null when there is none. */
    public synchronized @Nullable S take(String url) {
        return idle.remove(url);
    }

    /** Gives a session back that is fit for any other work. */
    public synchronized void give(String url, S session) {
        S other = idle.put(url, session);
        if (other != null) {
            other.close();
        }
    }
}
