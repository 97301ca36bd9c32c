package vektra.provider.s3;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS's signature, version 4, of a request without a body and without a query. */
record Signature(AccessKey key, Instant now) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String SIGNED = "host;x-amz-content-sha256;x-amz-date";

    /** The headers that a request must have besides its host. */
    Map<String, String> headers(String method, String host, String path) {
        try {
            String time = TIME.format(now);
            String day = time.substring(0, 8);
            String scope = day + "/" + S3Service.REGION + "/s3/aws4_request";
            String empty = hash("");
            String request = String.join(
                    "\n",
                    method,
                    path,
                    "",
                    "host:" + host,
                    "x-amz-content-sha256:" + empty,
                    "x-amz-date:" + time,
                    "",
                    SIGNED,
                    empty);
            String text = String.join("\n", "AWS4-HMAC-SHA256", time, scope, hash(request));
            byte[] signing = ("AWS4" + key.secret().reveal()).getBytes(StandardCharsets.UTF_8);
            for (String part : new String[] {day, S3Service.REGION, "s3", "aws4_request"}) {
                signing = mac(signing, part);
            }
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("x-amz-date", time);
            headers.put("x-amz-content-sha256", empty);
            headers.put(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=" + key.id() + "/" + scope + ", SignedHeaders=" + SIGNED
                            + ", Signature=" + HexFormat.of().formatHex(mac(signing, text)));
            return headers;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(String text) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
