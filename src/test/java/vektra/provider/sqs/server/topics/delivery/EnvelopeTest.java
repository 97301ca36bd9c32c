package vektra.provider.sqs.server.topics.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.provider.sqs.server.topics.stored.Publication;
import vektra.provider.sqs.server.topics.stored.Subscription;
import vektra.provider.sqs.server.wire.Input;

/** What subscribers get that do not want messages raw. */
class EnvelopeTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void an_envelope_is_signed_as_its_version_says(String version) throws Exception {
        Signer signer = new Signer(home.resolve("signing"));
        Publication publication =
                new Publication("id", 0, "arn", "", Map.of("default", "m"), List.of(), "", "", "", version);
        Subscription subscription =
                new Subscription("1", "t", "i", "sqs", "arn:aws:sqs:us-east-1:000000000001:q", "", Map.of());
        Input envelope = Input.of(new Envelope(signer, "http://host")
                .notification(publication, subscription)
                .getBytes(StandardCharsets.UTF_8));
        assertThat(envelope.text("SignatureVersion")).isEqualTo(version);
        String key = signer.pem().replaceAll("-----[A-Z ]+-----|\\s", "");
        Signature signature = Signature.getInstance(version.equals("1") ? "SHA1withRSA" : "SHA256withRSA");
        signature.initVerify(KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key))));
        for (String name : List.of("Message", "MessageId", "Timestamp", "TopicArn", "Type")) {
            signature.update((name + "\n" + envelope.text(name) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(signature.verify(Base64.getDecoder().decode(envelope.required("Signature"))))
                .isTrue();
    }
}
