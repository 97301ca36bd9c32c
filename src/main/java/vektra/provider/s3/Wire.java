package vektra.provider.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.HostPort;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.VektraException;

/** Asks a server over its own protocol. */
record Wire(HostPort host, Duration timeout) {
    private static final Pattern VERSION = Pattern.compile("<Name>s3proxy-([0-9][0-9A-Za-z.]*)</Name>");
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int MOST = 1 << 16;

    private record Answer(int status, String text) {}

    /** The version that runs, which only the administrator learns; also, no change is under way that began before. */
    String version(Server server) {
        Answer answer = ask("GET", "/", administrator(server));
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

    private static AccessKey administrator(Server server) {
        String[] user = URI.create(server.adminUrl().reveal()).getUserInfo().split(":", 2);
        return new AccessKey(user[0], new Secret(user[1]));
    }

    private Answer ask(String method, String path, AccessKey key) {
        try {
            URI uri = URI.create("http://" + host + path);
            HttpURLConnection to = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            int millis = Math.toIntExact(timeout.toMillis());
            to.setConnectTimeout(millis);
            to.setReadTimeout(millis);
            to.setRequestMethod(method);
            new Signature(key, Instant.now())
                    .headers(method, uri.getRawAuthority(), path)
                    .forEach(to::setRequestProperty);
            // a connection kept open would be one to a server that may have been stopped since
            to.setRequestProperty("Connection", "close");
            int status = to.getResponseCode();
            try (InputStream body = status < 400 ? to.getInputStream() : to.getErrorStream()) {
                return new Answer(
                        status, body == null ? "" : new String(body.readNBytes(MOST), StandardCharsets.UTF_8));
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
        return "S3 at " + host;
    }
}
