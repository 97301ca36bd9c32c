package vektra.http.data;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import vektra.http.request.Answer;
import vektra.http.request.Streamed;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;

/** Files offered at addresses that contain a secret, since a browser sends no Authorization header when it saves a file. */
final class Downloads {
    static final String PATH = "/downloads/";
    static final String TYPE = "application/octet-stream";

    /** How long an address is valid. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int MOST = 200;

    private final LongSupplier nanoTime;
    private final Map<String, Offered> offers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Offered> eldest) {
            return size() > MOST;
        }
    };

    Downloads(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private record Offered(String name, Consumer<OutputStream> content, long since) {}

    /** Offers a file, and returns the secret in its address. */
    synchronized String offer(String name, Consumer<OutputStream> content) {
        String secret = Secret.fresh().reveal();
        offers.put(secret, new Offered(name.replaceAll("[^A-Za-z0-9._-]", "_"), content, nanoTime.getAsLong()));
        return secret;
    }

    /** Returns the file, once; empty if there is no such offer or it has expired. */
    synchronized Optional<Answer> take(String secret) {
        Offered offered = offers.remove(secret);
        if (offered == null || nanoTime.getAsLong() - offered.since() > PATIENCE.toNanos()) {
            return Optional.empty();
        }
        Streamed body = out -> {
            try {
                offered.content().accept(out);
            } catch (VektraException e) {
                // the status has been sent, so the client can only see that the answer is cut off
                throw new IOException(e);
            }
        };
        return Optional.of(new Answer(
                200, TYPE, body, Map.of("Content-Disposition", "attachment; filename=\"" + offered.name() + "\"")));
    }
}
