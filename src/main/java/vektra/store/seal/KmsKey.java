package vektra.store.seal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vektra.aws.AccessKey;
import vektra.aws.Signing;
import vektra.model.HomeKey;
import vektra.model.text.Secret;
import vektra.model.text.Sha256;
import vektra.model.text.VektraException;
import vektra.store.format.Json;
import vektra.tls.Https;

/**
 * A key that AWS KMS has encrypted and decrypts on request: the action Decrypt of its API of 2014-11-01, signed with the
 * credentials in the variables that every client of AWS reads.
 *
 * @param blob what KMS returned when it encrypted the key, in base64
 */
record KmsKey(String blob, Map<String, String> environment) {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 1 << 16;
    private static final String SERVICE = "kms";

    /** The key in base64; UNAVAILABLE when KMS refuses, cannot be reached, or a variable is missing. */
    String decrypted() {
        String region = required("AWS_REGION", "AWS_DEFAULT_REGION");
        AccessKey key = new AccessKey(required("AWS_ACCESS_KEY_ID"), new Secret(required("AWS_SECRET_ACCESS_KEY")));
        URI uri = endpoint(region);
        byte[] body = ("{\"CiphertextBlob\":\"" + blob.strip().replaceAll("[^A-Za-z0-9+/=]", "") + "\"}")
                .getBytes(StandardCharsets.US_ASCII);
        Map<String, String> headers = new TreeMap<>();
        headers.put("content-type", "application/x-amz-json-1.1");
        headers.put("x-amz-target", "TrentService.Decrypt");
        String session = value("AWS_SESSION_TOKEN");
        if (!session.isEmpty()) {
            headers.put("x-amz-security-token", session);
        }
        Map<String, String> signed = new Signing(key, SERVICE, Instant.now())
                .headers("POST", uri.getRawAuthority(), "/", headers, Sha256.hex(body), region);
        return sent(uri, signed, body);
    }

    private static String sent(URI uri, Map<String, String> headers, byte[] body) {
        String at = "AWS KMS at " + uri.getRawAuthority();
        try {
            HttpURLConnection to = Https.open(uri, null, LIMIT);
            to.setRequestMethod("POST");
            headers.forEach(to::setRequestProperty);
            to.setDoOutput(true);
            to.setFixedLengthStreamingMode(body.length);
            to.getOutputStream().write(body);
            int status = to.getResponseCode();
            try (InputStream in = status < 400 ? to.getInputStream() : to.getErrorStream()) {
                byte[] answer = in == null ? new byte[0] : in.readNBytes(LONGEST_ANSWER);
                String key = status == 200 ? field(answer, "Plaintext") : null;
                if (key == null) {
                    throw refused(at, status, field(answer, "__type"));
                }
                return key;
            } finally {
                to.disconnect();
            }
        } catch (IOException e) {
            throw VektraException.unavailable(
                    at + " does not decrypt the key: " + e.getMessage(),
                    "check AWS_REGION and the network, or AWS_ENDPOINT_URL_KMS",
                    e);
        }
    }

    private static VektraException refused(String at, int status, @Nullable String type) {
        String why =
                type == null || !type.matches("[\\w.#]{1,100}") ? "status " + status : type.replaceFirst(".*#", "");
        return VektraException.unavailable(
                at + " refused to decrypt the key: " + why,
                "check " + HomeKey.KMS + " and that the credentials may use kms:Decrypt",
                null);
    }

    private static @Nullable String field(byte[] answer, String name) {
        try (JsonParser in = Json.FACTORY.createParser(answer)) {
            while (in.nextToken() != null) {
                if (in.currentToken() == JsonToken.VALUE_STRING && name.equals(in.currentName())) {
                    return in.getText();
                }
            }
        } catch (IOException e) {
            // no JSON, so without that field
        }
        return null;
    }

    private URI endpoint(String region) {
        for (String variable : new String[] {"AWS_ENDPOINT_URL_KMS", "AWS_ENDPOINT_URL"}) {
            String url = value(variable);
            if (!url.isEmpty()) {
                if (!url.matches("https?://([A-Za-z0-9._-]+|\\[[0-9a-fA-F:]+])(:[0-9]{1,5})?/?")) {
                    throw VektraException.unavailable(
                            variable + " is not a URL of the form https://HOST[:PORT]", null, null);
                }
                return URI.create(url.replaceFirst("/$", "") + "/");
            }
        }
        if (!region.matches("[a-z0-9-]+")) {
            throw VektraException.unavailable("AWS_REGION is not a region: " + region, "such as eu-central-1", null);
        }
        String domain = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
        return URI.create("https://kms." + region + domain + "/");
    }

    private String required(String... variables) {
        for (String variable : variables) {
            if (!value(variable).isEmpty()) {
                return value(variable);
            }
        }
        throw VektraException.unavailable(
                HomeKey.KMS + " is set, and " + variables[0] + " is not",
                "set AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or use " + HomeKey.COMMAND,
                null);
    }

    private String value(String variable) {
        return environment.getOrDefault(variable, "").strip();
    }
}
