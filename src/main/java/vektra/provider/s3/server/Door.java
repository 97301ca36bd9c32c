package vektra.provider.s3.server;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gaul.shaded.org.eclipse.jetty.http.HttpFields;
import org.gaul.shaded.org.eclipse.jetty.io.Content;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one key from taking the threads and the memory that all keys share: what is more than its part is answered with
 * S3's own {@code SlowDown}, after which clients try again. Whether a key counts is checked later.
 */
final class Door extends Handler.Wrapper {
    private static final String HASH = "x-amz-content-sha256";
    private static final String HASH_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final Pattern HEADER = Pattern.compile("Credential=([^/,\\s]+)|^AWS ([^:\\s]+):");
    private static final Pattern QUERY = Pattern.compile("(?:X-Amz-Credential|AWSAccessKeyId)=([A-Za-z0-9]+)");
    private static final int BUSY = 503;
    private static final String SLOW_DOWN = "<?xml version='1.0' encoding='UTF-8'?><Error><Code>SlowDown</Code>"
            + "<Message>This access key has too many requests or uploads under way: try again.</Message></Error>";

    private final Parts parts;
    private final long mostInMemory;

    /** @param mostInMemory bytes of a body that is signed as a whole */
    Door(Handler handler, Parts parts, long mostInMemory) {
        super(handler);
        this.parts = parts;
        this.mostInMemory = mostInMemory;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean body = hasBody(request);
        String key = claimed(request);
        if (key.equals(S3Server.ADMIN) && !body) {
            return super.handle(request, response, callback);
        }
        Parts.Part part = parts.take(key, body ? inMemory(request) : 0);
        if (part == null) {
            response.setStatus(BUSY);
            response.getHeaders().put("Content-Type", "application/xml");
            response.getHeaders().put("Connection", "close");
            Content.Sink.write(response, true, SLOW_DOWN, callback);
            return true;
        }
        Request.addCompletionListener(request, failure -> part.giveBack());
        return super.handle(body ? new Paced(request) : hashed(request), response, callback);
    }

    private static boolean hasBody(Request request) {
        return request.getLength() > 0 || request.getHeaders().contains("Transfer-Encoding");
    }

    /** The key that a request says it is signed with; empty when it says none. */
    private static String claimed(Request request) {
        String header = request.getHeaders().get("Authorization");
        Matcher key = HEADER.matcher(header == null ? "" : header);
        if (key.find()) {
            return key.group(1) == null ? key.group(2) : key.group(1);
        }
        String query = request.getHttpURI().getQuery();
        key = QUERY.matcher(query == null ? "" : query);
        return key.find() ? key.group(1) : "";
    }

    /** What the library holds in memory of it: nothing of a body whose chunks, or only whose headers, are signed. */
    private long inMemory(Request request) {
        @Nullable String hash = request.getHeaders().get(HASH);
        boolean streamed = hash != null && !hash.matches("[0-9a-fA-F]{64}");
        long length = request.getLength();
        return streamed ? 0 : length < 0 ? mostInMemory : Math.min(length, mostInMemory);
    }

    /** Older versions of curl leave the hash of an empty body out, and sign it all the same. */
    private static Request hashed(Request request) {
        String header = request.getHeaders().get("Authorization");
        boolean lacks = header != null
                && header.toUpperCase(Locale.ROOT).startsWith("AWS4")
                && !request.getHeaders().contains(HASH);
        return lacks ? new Hashed(request) : request;
    }

    private static final class Hashed extends Request.Wrapper {
        private final HttpFields fields;

        Hashed(Request request) {
            super(request);
            fields = HttpFields.build(request.getHeaders())
                    .put(HASH, HASH_OF_NOTHING)
                    .asImmutable();
        }

        @Override
        public HttpFields getHeaders() {
            return fields;
        }
    }

    /** A body that comes more slowly than any client would send it is an error: a thread waits for it. */
    private static final class Paced extends Request.Wrapper {
        private static final long GRACE = TimeUnit.SECONDS.toNanos(30);
        private static final long LEAST_A_SECOND = 1024;

        private final long begin = System.nanoTime();
        private long bytes;

        Paced(Request request) {
            super(request);
        }

        @Override
        public Content.@Nullable Chunk read() {
            Content.Chunk chunk = super.read();
            bytes += chunk == null ? 0 : chunk.remaining();
            long elapsed = System.nanoTime() - begin;
            if (elapsed < GRACE || bytes >= LEAST_A_SECOND * TimeUnit.NANOSECONDS.toSeconds(elapsed)) {
                return chunk;
            }
            if (chunk != null) {
                chunk.release();
            }
            return Content.Chunk.from(new TimeoutException("the body comes too slowly"), true);
        }
    }
}
