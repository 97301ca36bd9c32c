package vektra.store.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.aws.Signing;
import vektra.model.HomeKey;
import vektra.model.text.Sha256;
import vektra.model.text.VektraException;

/** The key of a home that AWS KMS decrypts; the server here checks signatures as AWS documents them. */
class KmsKeyTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final String BLOB = Base64.getEncoder().encodeToString("what KMS made of the key".getBytes(UTF_8));

    @TempDir
    Path home;

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private String answer = "{\"KeyId\":\"arn:aws:kms:eu-central-1:1:key/a\",\"Plaintext\":\"" + KEY + "\"}";
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        asked.add(exchange.getRequestHeaders().getFirst("x-amz-target") + " " + new String(body, UTF_8));
        boolean signed = exchange.getRequestHeaders().getFirst("Authorization").endsWith(signature(exchange, body));
        byte[] text = (signed ? answer : "{\"__type\":\"InvalidSignatureException\"}").getBytes(UTF_8);
        exchange.sendResponseHeaders(signed ? status : 400, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    /** What the signature of a request must be, from the headers that it says are signed. */
    private static String signature(HttpExchange exchange, byte[] body) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String scope = authorization.replaceFirst(".*Credential=[^/]*/([^,]*),.*", "$1");
        String names = authorization.replaceFirst(".*SignedHeaders=([^,]*),.*", "$1");
        Map<String, String> headers = new TreeMap<>();
        for (String name : names.split(";", -1)) {
            headers.put(name, exchange.getRequestHeaders().getFirst(name));
        }
        StringBuilder request = new StringBuilder("POST\n/\n\n");
        headers.forEach((name, value) -> request.append(name + ":" + value + "\n"));
        request.append("\n").append(names).append("\n").append(Sha256.hex(body));
        return Signing.signature(SECRET, headers.get("x-amz-date"), scope, request.toString());
    }

    private Map<String, String> environment(String... more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                HomeKey.KMS,
                BLOB,
                "AWS_REGION",
                "eu-central-1",
                "AWS_ACCESS_KEY_ID",
                "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY",
                SECRET,
                "AWS_ENDPOINT_URL_KMS",
                "http://127.0.0.1:" + server.getAddress().getPort()));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    private byte[] key(String... more) {
        return new KeySource(home, environment(more)).key();
    }

    private void fails(String says, String... more) {
        assertThatThrownBy(() -> key(more))
                .isInstanceOf(VektraException.class)
                .hasMessageContaining(says)
                .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain(SECRET, KEY));
    }

    @Test
    void the_key_is_what_kms_decrypts() {
        assertThat(key()).isEqualTo(Base64.getDecoder().decode(KEY));
        assertThat(asked).containsExactly("TrentService.Decrypt {\"CiphertextBlob\":\"" + BLOB + "\"}");
        assertThat(new KeySource(home, environment()).name()).contains(HomeKey.KMS);
    }

    @Test
    void a_session_s_token_is_sent_and_signed() {
        assertThat(key("AWS_SESSION_TOKEN", "token+of/session")).hasSize(32);
    }

    @Test
    void one_that_kms_refuses_is_unavailable_with_its_reason_and_shows_no_secret() {
        status = 400;
        answer = "{\"__type\":\"com.amazonaws.trentservice#AccessDeniedException\",\"message\":\"no\"}";
        fails("refused to decrypt the key: AccessDeniedException");
        answer = "<html>";
        fails("refused to decrypt the key: status 400");
        status = 200;
        fails("refused to decrypt the key: status 200");
        fails("InvalidSignatureException", "AWS_SECRET_ACCESS_KEY", "another");
    }

    @Test
    void what_is_not_a_key_is_refused_and_not_shown() {
        answer = "{\"Plaintext\":\"c2hvcnQ=\"}";
        assertThatThrownBy(this::key)
                .hasMessage("the value from VEKTRA_KEY_KMS is not a key")
                .hasMessageNotContaining("c2hvcnQ=");
    }

    @Test
    void variables_that_are_missing_or_wrong_are_named() {
        fails("VEKTRA_KEY_KMS is set, and AWS_REGION is not", "AWS_REGION", "");
        fails("VEKTRA_KEY_KMS is set, and AWS_ACCESS_KEY_ID is not", "AWS_ACCESS_KEY_ID", "");
        fails("AWS_ENDPOINT_URL_KMS is not a URL", "AWS_ENDPOINT_URL_KMS", "kms.example.org");
        fails("AWS_ENDPOINT_URL_KMS is not a URL", "AWS_ENDPOINT_URL_KMS", "https://[::1");
        fails("AWS_ENDPOINT_URL_KMS is not a URL", "AWS_ENDPOINT_URL_KMS", "https://u:password@127.0.0.1:1");
        fails("AWS_REGION is not a region: a b", "AWS_ENDPOINT_URL_KMS", "", "AWS_REGION", "a b");
        assertThat(asked).isEmpty();
    }

    @Test
    void one_that_cannot_be_reached_is_unavailable() {
        Map<String, String> environment = environment();
        server.stop(0);
        assertThatThrownBy(() -> new KeySource(home, environment).key())
                .hasMessageContaining("AWS KMS at 127.0.0.1:")
                .hasMessageContaining("does not decrypt the key");
    }
}
