package vektra.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key that signs requests without a query, as AWS's clients do (version 4). */
record AwsKey(String id, String secret, String service) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** What to send besides the host. */
    Map<String, String> headers(String method, String host, String path, String hash) throws GeneralSecurityException {
        String time = TIME.format(Instant.now());
        String scope = time.substring(0, 8) + "/us-east-1/" + service + "/aws4_request";
        Map<String, String> headers = new TreeMap<>();
        headers.put("host", host);
        headers.put("x-amz-content-sha256", hash);
        headers.put("x-amz-date", time);
        StringBuilder request = new StringBuilder(method + "\n" + path + "\n\n");
        headers.forEach(
                (name, value) -> request.append(name).append(':').append(value).append('\n'));
        String names = String.join(";", headers.keySet());
        request.append('\n').append(names).append('\n').append(hash);
        String text = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hash(utf8(request.toString()));
        byte[] key = utf8("AWS4" + secret);
        for (String part : scope.split("/", -1)) {
            key = mac(key, part);
        }
        headers.remove("host");
        headers.put(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + id + "/" + scope + ", SignedHeaders=" + names + ", Signature="
                        + HexFormat.of().formatHex(mac(key, text)));
        return headers;
    }

    static String hash(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
