package vektra.courier;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
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
import vektra.model.text.FileFailure;
import vektra.model.text.Sha256;
import vektra.model.text.VektraException;
import vektra.tls.Https;

/** Puts a file into a bucket by one request; its digest is signed, so that the server keeps it whole or refuses it. */
record BucketCopy(Destination.Bucket to, Duration limit, Path authority) {
    private static final long MOST_BYTES = 5L << 30;
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final int LONGEST_COMPLAINT = 1 << 16;
    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9.]{1,80})</Code>");

    void write(Path file, String name) {
        try {
            long size = Files.size(file);
            if (size > MOST_BYTES) {
                throw VektraException.unavailable(
                        "the backup is larger than the 5 GiB that one request to S3 may have",
                        "have a command as the destination, such as: rclone rcat remote:bucket/$VEKTRA_BACKUP_NAME",
                        null);
            }
            put(file, size, name);
        } catch (FileSystemException e) {
            throw FileFailure.reading(file, e);
        } catch (IOException e) {
            throw VektraException.unavailable(at() + " cannot be reached: " + e.getMessage(), null, e);
        }
    }

    private String at() {
        return "S3 at " + to.endpoint().substring(to.endpoint().indexOf("//") + 2);
    }

    private void put(Path file, long size, String name) throws IOException {
        String path = "/" + to.bucket() + "/" + (to.prefix().isEmpty() ? "" : to.prefix() + "/") + name;
        URI uri = URI.create(to.endpoint() + path);
        String digest = digest(file);
        HttpURLConnection connection = Https.open(uri, own(uri), ANSWER);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("PUT");
        new Signing(new AccessKey(to.keyId(), to.key()), "s3", Instant.now())
                .headers(
                        "PUT", uri.getRawAuthority(), path, Map.of("x-amz-content-sha256", digest), digest, to.region())
                .forEach(connection::setRequestProperty);
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(size);
        Thread end = end(connection);
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = connection.getOutputStream()) {
            in.transferTo(out);
            answered(connection);
        } finally {
            end.interrupt();
            connection.disconnect();
        }
    }

    private void answered(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status == HttpURLConnection.HTTP_OK) {
            return;
        }
        String said = "";
        try (InputStream in = connection.getErrorStream()) {
            said = in == null ? "" : new String(in.readNBytes(LONGEST_COMPLAINT), StandardCharsets.UTF_8);
        }
        Matcher code = CODE.matcher(said);
        throw VektraException.unavailable(
                at() + " refused the copy: " + (code.find() ? code.group(1) + ", " : "") + "status " + status,
                null,
                null);
    }

    /** A server that reads no further would be waited for without end. */
    private Thread end(HttpURLConnection connection) {
        Thread end = new Thread(
                () -> {
                    try {
                        Thread.sleep(limit.toMillis());
                        connection.disconnect();
                    } catch (InterruptedException done) {
                        // it came to its end
                    }
                },
                "vektra-copy-limit");
        end.setDaemon(true);
        end.start();
        return end;
    }

    /** A server of Vektra's own, on this machine, has a certificate of its own. */
    private @Nullable Path own(URI uri) throws IOException {
        boolean here = uri.getScheme().equals("https")
                && InetAddress.getByName(uri.getHost()).isLoopbackAddress();
        return here && Files.exists(authority) ? authority : null;
    }

    private static String digest(Path file) throws IOException {
        MessageDigest sha256 = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
