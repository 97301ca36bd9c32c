package vektra.provider.sqs;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vektra.aws.Signing;
import vektra.model.text.Sha256;

/** Requests that the SDK does not send: forms, and what no client would send. */
final class RawRequest {
    private RawRequest() {}

    record Answer(int status, String body) {}

    /** A signed form, as older clients send it. */
    static Answer form(Map<String, String> vars, String service, Map<String, String> parameters) throws IOException {
        String body = parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return post(vars, service, "/", "application/x-www-form-urlencoded; charset=utf-8", body);
    }

    /** A signed request with exactly that body. */
    static Answer post(Map<String, String> vars, String service, String path, String type, String body)
            throws IOException {
        String prefix = service.toUpperCase(Locale.ROOT);
        URI endpoint = URI.create(vars.get(prefix + "_ENDPOINT"));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String time = Signing.TIME.format(Instant.now());
        String scope = time.substring(0, 8) + "/eu-central-1/" + service + "/aws4_request";
        Map<String, String> headers = new TreeMap<>();
        headers.put("content-type", type);
        headers.put("host", endpoint.getAuthority());
        headers.put("x-amz-date", time);
        if (type.contains("json")) {
            headers.put("x-amz-target", "AmazonSQS.SendMessage");
        }
        String canonical = "POST\n" + path + "\n\n"
                + headers.entrySet().stream()
                        .map(one -> one.getKey() + ":" + one.getValue() + "\n")
                        .collect(Collectors.joining())
                + "\n" + String.join(";", headers.keySet()) + "\n" + Sha256.hex(bytes);
        HttpURLConnection to = (HttpURLConnection) new URL(endpoint + path).openConnection();
        to.setRequestMethod("POST");
        to.setReadTimeout(30_000);
        to.setDoOutput(true);
        headers.forEach(to::setRequestProperty);
        to.setRequestProperty(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + vars.get(prefix + "_ACCESS_KEY_ID") + "/" + scope + ", SignedHeaders="
                        + String.join(";", headers.keySet()) + ", Signature="
                        + Signing.signature(vars.get(prefix + "_SECRET_ACCESS_KEY"), time, scope, canonical));
        to.getOutputStream().write(bytes);
        int status = to.getResponseCode();
        try (var in = status < 400 ? to.getInputStream() : to.getErrorStream()) {
            return new Answer(status, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** A connection over which exactly that was sent. */
    static Socket sent(Map<String, String> vars, String text) throws IOException {
        Socket socket = new Socket(vars.get("SQS_HOST"), Integer.parseInt(vars.get("SQS_PORT")));
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    /** The first line of what the server answers to that. */
    static String answer(Map<String, String> vars, String text) throws IOException {
        try (Socket socket = sent(vars, text)) {
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return all.lines().findFirst().orElse("");
        }
    }
}
