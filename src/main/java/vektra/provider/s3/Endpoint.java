package vektra.provider.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.aws.AccessKey;
import vektra.aws.Signing;
import vektra.model.text.Sha256;
import vektra.model.text.VektraException;
import vektra.tls.Https;

/**
 * Where a server is asked.
 *
 * @param url {@code http://host:port}, or {@code https://}
 * @param authority the file to verify its certificate with; null for one without TLS
 */
record Endpoint(String url, @Nullable Path authority, Duration timeout) {
    private static final int MOST = 1 << 16;

    record Answer(int status, String text) {}

    /** The answer to a request without a query; none is UNAVAILABLE. */
    Answer ask(String method, String path, AccessKey key, byte[] body) {
        try {
            URI uri = URI.create(url + path);
            HttpURLConnection to = Https.open(uri, authority, timeout);
            to.setRequestMethod(method);
            Map<String, String> hash = Map.of("x-amz-content-sha256", Sha256.hex(body));
            new Signing(key, "s3", Instant.now())
                    .headers(method, uri.getRawAuthority(), path, hash, body)
                    .forEach(to::setRequestProperty);
            if (body.length > 0) {
                to.setDoOutput(true);
                to.setFixedLengthStreamingMode(body.length);
                to.getOutputStream().write(body);
            }
            int status = to.getResponseCode();
            try (InputStream in = status < 400 ? to.getInputStream() : to.getErrorStream()) {
                return new Answer(status, in == null ? "" : new String(in.readNBytes(MOST), StandardCharsets.UTF_8));
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
        return "S3 at " + url.substring(url.indexOf("//") + 2);
    }
}
