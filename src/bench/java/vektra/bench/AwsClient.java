package vektra.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;

/** Sends signed requests to a server of this machine, over connections that are kept alive. */
record AwsClient(String endpoint, AwsKey key) {
    private static final byte[] NOTHING = {};
    private static final int CHUNK = 64 << 10;

    /** The answer to a request of a queue's protocol. */
    String ask(String target, String json) throws IOException, GeneralSecurityException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        HttpURLConnection to = open("POST", "/", AwsKey.hash(body));
        to.setRequestProperty("X-Amz-Target", target);
        to.setRequestProperty("Content-Type", "application/x-amz-json-1.0");
        to.setDoOutput(true);
        // buffered, so that it is sent again when the server has closed a connection that was idle for long
        to.getOutputStream().write(body);
        return new String(answer(to).readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Uploads an object: a piece, so many times. Its bytes are not signed, which would cost either server the same. */
    void put(String path, byte[] piece, int times) throws IOException, GeneralSecurityException {
        HttpURLConnection to = open("PUT", path, "UNSIGNED-PAYLOAD");
        send(to, piece, times);
        answer(to).readAllBytes();
    }

    /** Downloads an object; how many bytes it has. */
    long get(String path) throws IOException, GeneralSecurityException {
        long size = 0;
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = answer(open("GET", path, AwsKey.hash(NOTHING)))) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                size += read;
            }
        }
        return size;
    }

    private HttpURLConnection open(String method, String path, String hash)
            throws IOException, GeneralSecurityException {
        URI uri = URI.create(endpoint + path);
        HttpURLConnection to = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        to.setRequestMethod(method);
        Map<String, String> headers = key.headers(method, uri.getRawAuthority(), path, hash);
        headers.forEach(to::setRequestProperty);
        return to;
    }

    private static void send(HttpURLConnection to, byte[] piece, int times) throws IOException {
        to.setDoOutput(true);
        to.setFixedLengthStreamingMode((long) piece.length * times);
        try (OutputStream out = to.getOutputStream()) {
            for (int i = 0; i < times; i++) {
                out.write(piece);
            }
        }
    }

    private static InputStream answer(HttpURLConnection to) throws IOException {
        if (to.getResponseCode() >= 300) {
            try (InputStream error = to.getErrorStream()) {
                String text = error == null ? "" : new String(error.readAllBytes(), StandardCharsets.UTF_8);
                throw new IOException("answered " + to.getResponseCode() + ": " + text);
            }
        }
        return to.getInputStream();
    }
}
