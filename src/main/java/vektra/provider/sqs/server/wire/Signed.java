package vektra.provider.sqs.server.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vektra.aws.Signing;
import vektra.model.text.Sha256;
import vektra.provider.sqs.server.http.Request;

/** The signature of a request: in its header, or in its query. */
public final class Signed {
    private static final Duration MOST_APART = Duration.ofMinutes(15);
    private static final Pattern CREDENTIAL =
            Pattern.compile("([A-Za-z0-9]{1,128})/(([0-9]{8})/[a-z0-9-]{1,32}/([a-z0-9-]{1,32})/aws4_request)");
    private static final Pattern PART = Pattern.compile("(Credential|SignedHeaders|Signature)=([^,\\s]+)");

    private final Request request;
    private final boolean inQuery;
    private final String accessKey;
    private final String scope;
    private final String day;
    private final String service;
    private final String time;
    private final List<String> headers;
    private final String signature;
    private final List<String[]> query = new ArrayList<>();

    /** Reads the signature; a request without one is a refusal. */
    public Signed(Request request) {
        this.request = request;
        Map<String, String> parameters = Form.parameters(request.query());
        for (String one : request.query().split("&", -1)) {
            int equals = one.indexOf('=');
            if (!one.isEmpty()) {
                query.add(new String[] {
                    equals < 0 ? one : one.substring(0, equals), equals < 0 ? "" : one.substring(equals + 1)
                });
            }
        }
        inQuery = parameters.containsKey("X-Amz-Signature");
        Map<String, String> given = inQuery ? ofQuery(parameters) : ofHeader(request.header("authorization"));
        Matcher credential = CREDENTIAL.matcher(given.getOrDefault("Credential", ""));
        if (!credential.matches() || !given.containsKey("Signature")) {
            throw incomplete("The signature of the request is incomplete.");
        }
        accessKey = credential.group(1);
        scope = credential.group(2);
        day = credential.group(3);
        service = credential.group(4);
        time = inQuery ? parameters.getOrDefault("X-Amz-Date", "") : request.header("x-amz-date");
        headers = List.of(given.getOrDefault("SignedHeaders", "").split(";"));
        signature = given.getOrDefault("Signature", "");
        requireTime(parameters);
    }

    public String accessKey() {
        return accessKey;
    }

    /** Refuses a signature by another secret, or for another request or service. */
    public void require(String secret, String wanted) {
        if (!service.equals(wanted) || !headers.contains("host") || !matches(secret)) {
            throw Refusal.forbidden(
                    "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the signature you provided. Check your AWS"
                            + " Secret Access Key and signing method.");
        }
    }

    private boolean matches(String secret) {
        String stated = request.header("x-amz-content-sha256");
        String hash = Sha256.hex(request.body());
        if (stated.matches("[0-9a-fA-F]{64}") && !stated.equalsIgnoreCase(hash)) {
            return false;
        }
        String canonical = String.join(
                "\n",
                request.method(),
                request.path(),
                canonicalQuery(),
                headers.stream()
                        .map(name -> name + ":" + request.header(name).replaceAll(" +", " ") + "\n")
                        .collect(Collectors.joining()),
                String.join(";", headers),
                inQuery || stated.isEmpty() ? hash : stated);
        String right = Signing.signature(secret, time, scope, canonical);
        return MessageDigest.isEqual(
                right.getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
    }

    private String canonicalQuery() {
        return query.stream()
                .filter(one -> !one[0].equals("X-Amz-Signature"))
                .sorted(Comparator.comparing((String[] one) -> one[0]).thenComparing(one -> one[1]))
                .map(one -> one[0] + "=" + one[1])
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> ofQuery(Map<String, String> parameters) {
        return Map.of(
                "Credential", parameters.getOrDefault("X-Amz-Credential", ""),
                "SignedHeaders", parameters.getOrDefault("X-Amz-SignedHeaders", ""),
                "Signature", parameters.getOrDefault("X-Amz-Signature", ""));
    }

    private static Map<String, String> ofHeader(String header) {
        if (header.isEmpty()) {
            throw Refusal.forbidden("MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        if (!header.startsWith(Signing.ALGORITHM)) {
            throw incomplete("Only signatures of version 4 are accepted.");
        }
        return PART.matcher(header)
                .results()
                .collect(Collectors.toMap(part -> part.group(1), part -> part.group(2), (one, other) -> one));
    }

    private void requireTime(Map<String, String> parameters) {
        try {
            Instant signed = LocalDateTime.parse(time, Signing.TIME).toInstant(ZoneOffset.UTC);
            Instant now = Instant.now();
            String expires = parameters.getOrDefault("X-Amz-Expires", "900");
            Duration most =
                    inQuery && expires.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(expires)) : MOST_APART;
            if (!time.startsWith(day) || now.isAfter(signed.plus(most)) || signed.isAfter(now.plus(MOST_APART))) {
                throw Refusal.forbidden("RequestExpired", "The signature's time is too far from the server's.");
            }
        } catch (DateTimeException e) {
            throw incomplete("The signature's time is missing or malformed.");
        }
    }

    private static Refusal incomplete(String message) {
        return Refusal.forbidden("IncompleteSignature", message);
    }
}
