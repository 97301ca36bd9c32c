package vektra.provider.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import vektra.aws.AccessKey;
import vektra.aws.Signing;
import vektra.model.text.Secret;
import vektra.model.text.Sha256;

/** Requests that no client would send. */
final class RawRequest {
    private RawRequest() {}

    /** The status of a request with a right signature for exactly that path, which is sent as it stands. */
    static int signed(Map<String, String> vars, String method, String path) throws IOException {
        URI endpoint = URI.create(vars.get("S3_ENDPOINT"));
        AccessKey key = new AccessKey(vars.get("S3_ACCESS_KEY_ID"), new Secret(vars.get("S3_SECRET_ACCESS_KEY")));
        HttpURLConnection to = open(new URL(endpoint + path), method);
        byte[] body = new byte[0];
        Map<String, String> hash = Map.of("x-amz-content-sha256", Sha256.hex(body));
        new Signing(key, "s3", Instant.now())
                .headers(method, endpoint.getAuthority(), path, hash, body)
                .forEach(to::setRequestProperty);
        return status(to);
    }

    static int unsigned(String method, URL url) throws IOException {
        return status(open(url, method));
    }

    private static int status(HttpURLConnection to) throws IOException {
        if (to.getRequestMethod().equals("PUT")) {
            to.setDoOutput(true);
            to.setFixedLengthStreamingMode(0);
            to.getOutputStream().close();
        }
        return to.getResponseCode();
    }

    /** An upload by a signed URL of which the first half was sent. */
    static Socket half(URL url, int half) throws IOException {
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(20_000);
        OutputStream out = socket.getOutputStream();
        out.write(("PUT " + url.getFile() + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\nContent-Length: "
                        + 2 * half + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(new byte[half]);
        out.flush();
        return socket;
    }

    private static HttpURLConnection open(URL url, String method) throws IOException {
        HttpURLConnection to = (HttpURLConnection) url.openConnection();
        to.setRequestMethod(method);
        to.setConnectTimeout(10_000);
        to.setReadTimeout(10_000);
        return to;
    }
}
