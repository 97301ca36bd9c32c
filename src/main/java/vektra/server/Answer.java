package vektra.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.Kind;
import vektra.model.Server;
import vektra.model.VektraException;
import vektra.spi.AddonProvider;

/** Waits until a server that was started answers a real query. */
final class Answer {
    private static final Duration START_TIME = Duration.ofSeconds(60);
    /** For one that should be up for long: it may be busy. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Server server;
    private final AddonProvider provider;
    private @Nullable VektraException lastFailure;

    Answer(Server server, AddonProvider provider) {
        this.server = server;
        this.provider = provider;
    }

    /** Asks once. */
    boolean given() {
        try {
            provider.ping(server);
            return true;
        } catch (VektraException e) {
            if (e.kind() != Kind.UNAVAILABLE) {
                throw e;
            }
            lastFailure = e;
            return false;
        }
    }

    Optional<VektraException> failure() {
        return Optional.ofNullable(lastFailure);
    }

    void await(Running process, ServerFolder folder, LogTail log) {
        boolean[] answered = {false};
        Patience.await(timeLeft(folder.pidFile()), () -> {
            answered[0] = !process.suspended() && given();
            return answered[0] || !process.alive() || process.suspended();
        });
        if (answered[0]) {
            return;
        }
        String where = "its log is " + log.log();
        if (!process.alive()) {
            throw VektraException.unavailable(
                    server.id() + " died while it was starting" + log.indented(), where, lastFailure);
        }
        String running = server.id() + " (pid " + process.pid() + ")";
        if (process.suspended()) {
            throw VektraException.unavailable(
                    running + " is suspended", "let it go on with kill -CONT " + process.pid(), null);
        }
        String reason = failure().map(e -> ": " + e.getMessage()).orElse("");
        throw VektraException.unavailable(running + " runs but does not answer" + reason, where, lastFailure);
    }

    private static Duration timeLeft(Path pidFile) {
        try {
            Instant started = Files.getLastModifiedTime(pidFile).toInstant();
            Duration left = START_TIME.minus(Duration.between(started, Instant.now()));
            return left.compareTo(GRACE) < 0 ? GRACE : left.compareTo(START_TIME) > 0 ? START_TIME : left;
        } catch (java.io.IOException e) {
            return START_TIME;
        }
    }
}
