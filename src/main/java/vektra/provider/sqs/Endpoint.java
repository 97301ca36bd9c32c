package vektra.provider.sqs;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.aws.AccessKey;
import vektra.aws.Signing;
import vektra.model.text.VektraException;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;
import vektra.tls.Https;

/**
 * Where a server is asked.
 *
 * @param url {@code http://host:port}, or {@code https://}
 * @param authority the file to verify its certificate with; null for one without TLS
 */
record Endpoint(String url, QueueFlavor flavor, @Nullable Path authority, Duration timeout) {
    private static final int MOST = 16 << 20;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, byte[] body) {
        Input input() {
            try {
                return Input.of(body);
            } catch (Refusal e) {
                return new Input(Map.of());
            }
        }
    }

    /** The answer; none is UNAVAILABLE. */
    Answer ask(AccessKey key, String target, byte[] body) {
        try {
            URI uri = URI.create(url + "/");
            HttpURLConnection to = Https.open(uri, authority, timeout);
            to.setRequestMethod("POST");
            to.setDoOutput(true);
            to.setFixedLengthStreamingMode(body.length);
            new Signing(key, flavor.service(), Instant.now())
                    .headers("POST", uri.getRawAuthority(), "/", Map.of("x-amz-target", target), body)
                    .forEach(to::setRequestProperty);
            to.getOutputStream().write(body);
            int status = to.getResponseCode();
            try (InputStream in = status < 400 ? to.getInputStream() : to.getErrorStream()) {
                return new Answer(status, in == null ? new byte[0] : in.readNBytes(MOST));
            } finally {
                to.disconnect();
            }
        } catch (SocketTimeoutException e) {
            throw VektraException.unavailable(at() + " does not answer within " + timeout.toSeconds() + " s", null, e);
        } catch (IOException e) {
            throw VektraException.unavailable(at() + " cannot be reached: " + e.getMessage(), null, e);
        }
    }

    String at() {
        return flavor.title() + " at " + url.substring(url.indexOf("//") + 2);
    }
}
