package vektra.logs.syslog;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The connections that there are; a new one may end one that is silent. */
final class Senders {
    private static final int MOST = 1000;
    /** When one that has sent something may be ended to let another in. */
    private static final long SILENT = Duration.ofMinutes(1).toNanos();

    private final Set<Sender> senders = ConcurrentHashMap.newKeySet();

    /** One more; null where there is no room. */
    @Nullable
    Sender admitted(SocketChannel connection) throws IOException {
        if (senders.size() >= MOST && !makeRoom()) {
            return null;
        }
        Sender sender = new Sender(connection);
        senders.add(sender);
        return sender;
    }

    void remove(Sender sender) {
        senders.remove(sender);
    }

    /** Ends the connection that has been silent for longest, first of those that never sent anything. */
    private boolean makeRoom() throws IOException {
        long now = System.nanoTime();
        Sender longest = senders.stream()
                .filter(sender -> !sender.heard() || now - sender.last() > SILENT)
                .min(Comparator.comparing(Sender::heard).thenComparing(sender -> sender.last() - now))
                .orElse(null);
        if (longest == null) {
            return false;
        }
        senders.remove(longest);
        longest.close();
        return true;
    }
}
