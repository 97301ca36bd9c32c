package vektra.courier;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.aws.AccessKey;
import vektra.aws.Signing;
import vektra.model.schedule.Destination;
import vektra.model.text.Sha256;
import vektra.model.text.VektraException;
import vektra.tls.Https;

/** Signed requests to one bucket, all within a time limit: a server that stops reading would else be waited for without end. */
final class BucketClient implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final int LONGEST_ANSWER = 1 << 22;
    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9.]{1,80})</Code>");

    private final Destination.Bucket to;
    private final Path authority;
    private final Thread end;
    private volatile boolean over;
    private volatile @Nullable HttpURLConnection current;

    /** @param authority what verifies the certificates of Vektra's own servers; may be missing */
    BucketClient(Destination.Bucket to, Path authority, Duration limit) {
        this.to = to;
        this.authority = authority;
        this.end = new Thread(() -> endAfter(limit), "vektra-copy-limit");
        end.setDaemon(true);
        end.start();
    }

    private void endAfter(Duration limit) {
        try {
            Thread.sleep(limit.toMillis());
            over = true;
            HttpURLConnection connection = current;
            if (connection != null) {
                connection.disconnect();
            }
        } catch (InterruptedException done) {
            // it came to its end
        }
    }

    /** Writes what a request sends; called twice, since its digest is signed: the server keeps it whole or refuses it. */
    interface Body {
        void write(OutputStream to) throws IOException;
    }

    /** @param etag empty where there is none */
    record Answer(int status, String etag, String text) {
        boolean isGood() {
            return status >= 200 && status < 300;
        }
    }

    /**
     * Sends a request; any answer is returned.
     *
     * @param path behind the name of the bucket, with its slash; empty for the bucket
     * @param query sorted; empty for none
     */
    Answer send(String method, String path, String query, long length, Body body) throws IOException {
        String whole = "/" + to.bucket() + path;
        URI uri = URI.create(to.endpoint() + whole + (query.isEmpty() ? "" : "?" + query));
        String digest = digest(body);
        HttpURLConnection connection = Https.open(uri, own(uri), ANSWER);
        current = connection;
        if (over) {
            throw new IOException("it took too long");
        }
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod(method);
        new Signing(new AccessKey(to.keyId(), to.key()), "s3", Instant.now())
                .headers(
                        method,
                        uri.getRawAuthority(),
                        whole,
                        query,
                        Map.of("x-amz-content-sha256", digest),
                        digest,
                        to.region())
                .forEach(connection::setRequestProperty);
        try {
            if (length > 0 || method.equals("PUT") || method.equals("POST")) {
                connection.setDoOutput(true);
                // else it would be that of a form, which servers read as parameters
                connection.setRequestProperty("Content-Type", "application/octet-stream");
                connection.setFixedLengthStreamingMode(length);
                try (OutputStream out = connection.getOutputStream()) {
                    body.write(out);
                }
            }
            return answer(connection);
        } finally {
            connection.disconnect();
        }
    }

    /** The same without a body. */
    Answer send(String method, String path, String query) throws IOException {
        return send(method, path, query, 0, out -> {});
    }

    /** The same with a body, where only success will do. */
    Answer done(String method, String path, String query, long length, Body body) throws IOException {
        Answer answer = send(method, path, query, length, body);
        if (!answer.isGood()) {
            throw refused(answer);
        }
        return answer;
    }

    /** Without a body, where only success will do. */
    Answer done(String method, String path, String query) throws IOException {
        return done(method, path, query, 0, out -> {});
    }

    VektraException refused(Answer answer) {
        Matcher code = CODE.matcher(answer.text());
        return VektraException.unavailable(
                at() + " refused the copy: " + (code.find() ? code.group(1) + ", " : "") + "status " + answer.status(),
                null,
                null);
    }

    VektraException away(IOException e) {
        return VektraException.unavailable(at() + " cannot be reached: " + e.getMessage(), null, e);
    }

    private String at() {
        return "S3 at " + to.endpoint().substring(to.endpoint().indexOf("//") + 2);
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        String etag = connection.getHeaderField("ETag");
        try (InputStream in = status < HttpURLConnection.HTTP_BAD_REQUEST
                ? connection.getInputStream()
                : connection.getErrorStream()) {
            String text = in == null ? "" : new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
            return new Answer(status, etag == null ? "" : etag, text);
        }
    }

    /** A server of Vektra's own, on this machine, has a certificate of its own. */
    private @Nullable Path own(URI uri) throws IOException {
        boolean here = uri.getScheme().equals("https")
                && InetAddress.getByName(uri.getHost()).isLoopbackAddress();
        return here && Files.exists(authority) ? authority : null;
    }

    private static String digest(Body body) throws IOException {
        MessageDigest sha256 = Sha256.digest();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
            body.write(out);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    @Override
    public void close() {
        end.interrupt();
    }
}
