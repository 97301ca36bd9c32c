package vektra.aws;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vektra.model.text.Sha256;

/**
 * AWS's signature, version 4: what both who signs and who checks compute.
 *
 * @param service as it stands in the scope of a signature
 */
public record Signing(AccessKey key, String service, Instant now) {
    /** The only region of servers of Vektra's own. */
    public static final String REGION = "us-east-1";

    public static final String ALGORITHM = "AWS4-HMAC-SHA256";
    public static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** @param scope day, region, service and {@code aws4_request}, with slashes in between */
    public static String signature(String secret, String time, String scope, String canonicalRequest) {
        try {
            String text = String.join("\n", ALGORITHM, time, scope, Sha256.hex(canonicalRequest));
            byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
            for (String part : scope.split("/", -1)) {
                key = mac(key, part);
            }
            return HexFormat.of().formatHex(mac(key, text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC with SHA-256", e);
        }
    }

    /**
     * The headers that a request without a query must have besides its host.
     *
     * @param more other headers that are signed, by their names in lower case
     */
    public Map<String, String> headers(String method, String host, String path, Map<String, String> more, byte[] body) {
        return headers(method, host, path, more, Sha256.hex(body), REGION);
    }

    /**
     * The same of a body that is not in the memory.
     *
     * @param digest of the body, by SHA-256
     */
    public Map<String, String> headers(
            String method, String host, String path, Map<String, String> more, String digest, String region) {
        return headers(method, host, path, "", more, digest, region);
    }

    /**
     * The same with a query.
     *
     * @param query as it stands in the address, sorted, each name with {@code =}
     */
    public Map<String, String> headers(
            String method,
            String host,
            String path,
            String query,
            Map<String, String> more,
            String digest,
            String region) {
        String time = TIME.format(now);
        String scope = time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
        SortedMap<String, String> headers = new TreeMap<>(more);
        headers.put("host", host);
        headers.put("x-amz-date", time);
        String signed = String.join(";", headers.keySet());
        StringBuilder request = new StringBuilder(method + "\n" + path + "\n" + query + "\n");
        headers.forEach(
                (name, value) -> request.append(name).append(':').append(value).append('\n'));
        request.append('\n').append(signed).append('\n').append(digest);
        headers.remove("host");
        headers.put(
                "Authorization",
                ALGORITHM + " Credential=" + key.id() + "/" + scope + ", SignedHeaders=" + signed + ", Signature="
                        + signature(key.secret().reveal(), time, scope, request.toString()));
        return headers;
    }

    private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
