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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.aws.AccessKey;
import vektra.aws.Signing;
import vektra.model.service.Server;
import vektra.model.text.Sha256;
import vektra.model.text.VektraException;
import vektra.tls.Https;

/**
 * Asks a server over its own protocol.
 *
 * @param authority the file by which servers that require TLS are verified
 */
record Wire(Server server, Path authority, Duration timeout) {
    private static final Pattern VERSION = Pattern.compile("<Name>s3proxy-([0-9][0-9A-Za-z.]*)</Name>");
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int MOST = 1 << 16;

    private record Answer(int status, String text) {}

    /** The version that runs, which only the administrator learns; also, no change is under way that began before. */
    String version() {
        Answer answer = ask("GET", "/", AccessKey.administrator(server));
        Matcher version = VERSION.matcher(answer.text());
        if (answer.status() == FORBIDDEN) {
            throw VektraException.refused(at() + " refuses Vektra's own access key", null, null);
        }
        if (answer.status() != OK || !version.find()) {
            throw VektraException.refused(at() + " does not answer as Vektra's server would", null, null);
        }
        return version.group(1);
    }

    /** Whether a key opens a bucket. */
    boolean opens(AccessKey key, String bucket) {
        int status = ask("HEAD", "/" + bucket, key).status();
        if (status != OK && (status < 400 || status >= 500)) {
            throw VektraException.refused(at() + " answers with the status " + status, null, null);
        }
        return status == OK;
    }

    private Answer ask(String method, String path, AccessKey key) {
        try {
            URI uri = URI.create(server.httpUrl() + path);
            HttpURLConnection to = Https.open(uri, server.requiresTls() ? authority : null, timeout);
            to.setRequestMethod(method);
            byte[] body = new byte[0];
            Map<String, String> hash = Map.of("x-amz-content-sha256", Sha256.hex(body));
            new Signing(key, "s3", Instant.now())
                    .headers(method, uri.getRawAuthority(), path, hash, body)
                    .forEach(to::setRequestProperty);
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

    private String at() {
        return "S3 at " + server.host();
    }
}
