package vektra.aws;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import vektra.model.text.VektraException;
import vektra.tls.Https;

/**
 * Where a server is asked by requests that are signed.
 *
 * @param service as the scope of a signature names it
 * @param url {@code http://host:port}, or {@code https://}
 * @param authority the file to verify its certificate with, where it has one
 * @param most that is read of an answer, in bytes
 */
public record Endpoint(String service, String url, Path authority, Duration timeout, int most) {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Answer(int status, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** The answer to a request without a query; none is UNAVAILABLE. */
    public Answer ask(AccessKey key, String method, String path, Map<String, String> headers, byte[] body) {
        try {
            URI uri = URI.create(url + path);
            HttpURLConnection to = Https.open(uri, url.startsWith("https:") ? authority : null, timeout);
            to.setRequestMethod(method);
            new Signing(key, service, Instant.now())
                    .headers(method, uri.getRawAuthority(), path, headers, body)
                    .forEach(to::setRequestProperty);
            if (body.length > 0) {
                to.setDoOutput(true);
                to.setFixedLengthStreamingMode(body.length);
                to.getOutputStream().write(body);
            }
            int status = to.getResponseCode();
            try (InputStream in = status < 400 ? to.getInputStream() : to.getErrorStream()) {
                return new Answer(status, in == null ? new byte[0] : in.readNBytes(most));
            } finally {
                to.disconnect();
            }
        } catch (SocketTimeoutException e) {
            throw VektraException.unavailable(at() + " does not answer within " + timeout.toSeconds() + " s", null, e);
        } catch (IOException e) {
            throw VektraException.unavailable(at() + " cannot be reached: " + e.getMessage(), null, e);
        }
    }

    /** As messages name it. */
    public String at() {
        return service.toUpperCase(Locale.ROOT) + " at " + url.substring(url.indexOf("//") + 2);
    }
}
