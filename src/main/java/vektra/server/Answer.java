package vektra.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.service.Server;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.server.folder.ServerFolder;
import vektra.server.process.Patience;
import vektra.server.process.Running;
import vektra.spi.AddonProvider;

/** Waits until a server that was started answers a real query. */
public final class Answer {
    private final Limits limits;
    private final Server server;
    private final AddonProvider provider;
    private @Nullable VektraException lastFailure;

    Answer(Limits limits, Server server, AddonProvider provider) {
        this.limits = limits;
        this.server = server;
        this.provider = provider;
    }

    /** Why a server does not answer just now; null when it does. */
    public static @Nullable VektraException failure(Server server, AddonProvider provider) {
        try {
            provider.ping(server);
            return null;
        } catch (VektraException e) {
            if (e.kind() != Kind.UNAVAILABLE) {
                throw e;
            }
            return e;
        }
    }

    /** Asks once. */
    boolean given() {
        lastFailure = failure(server, provider);
        return lastFailure == null;
    }

    /** Asks once; a server that has only just been started, until it is old enough to be taken for one that hangs. */
    boolean givenSoon(Running process, ServerFolder folder) {
        Duration left = limits.answer().minus(age(folder.pidFile()));
        if (left.isNegative() || left.isZero()) {
            return given();
        }
        Patience.await(left, () -> given() || refused() || !process.alive());
        return lastFailure == null;
    }

    private boolean refused() {
        return lastFailure != null && lastFailure.answered();
    }

    Optional<VektraException> failure() {
        return Optional.ofNullable(lastFailure);
    }

    /** Waits for it; false when the process dies meanwhile. */
    boolean await(Running process, ServerFolder folder) {
        boolean[] answered = {false};
        Patience.await(timeLeft(folder.pidFile()), () -> {
            answered[0] = !process.suspended() && given();
            return answered[0] || refused() || !process.alive() || process.suspended();
        });
        if (answered[0] || !process.alive()) {
            return answered[0];
        }
        String running = server.id() + " (pid " + process.pid() + ")";
        if (process.suspended()) {
            throw VektraException.unavailable(
                    running + " is suspended", "resume it with kill -CONT " + process.pid(), null);
        }
        String reason = failure().map(e -> ": " + e.getMessage()).orElse("");
        throw VektraException.unavailable(
                running + " runs but does not answer" + reason, "its log is " + folder.log(), lastFailure);
    }

    private Duration timeLeft(Path pidFile) {
        Duration left = limits.start().minus(age(pidFile));
        return left.compareTo(limits.answer()) < 0 ? limits.answer() : left;
    }

    /** How long ago the process was started; longer than any limit where that is not known. */
    private Duration age(Path pidFile) {
        try {
            return Duration.between(Files.getLastModifiedTime(pidFile).toInstant(), Instant.now());
        } catch (IOException e) {
            return limits.start();
        }
    }
}
