package vektra.provider.sqs.server.topics.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.file.SmallFile;

/**
 * Signs envelopes by a key of the server's own, made when it is first needed. What is signed, and how, is as AWS has it;
 * the key is not AWS's.
 */
public final class Signer {
    /** Where the server gives out the public key. */
    public static final String PATH = "/SimpleNotificationService.pem";

    private static final int BITS = 2048;
    private static final List<String> NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> CONFIRMATION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    private final Path file;
    private @Nullable PrivateKey key;
    private String pem = "";

    public Signer(Path file) {
        this.file = file;
    }

    public synchronized String pem() {
        key();
        return pem;
    }

    /** @param version 1 for SHA-1, 2 for SHA-256 */
    String sign(Map<String, Object> envelope, String version) {
        StringBuilder text = new StringBuilder();
        for (String name : "Notification".equals(envelope.get("Type")) ? NOTIFICATION : CONFIRMATION) {
            if (envelope.containsKey(name)) {
                text.append(name).append('\n').append(envelope.get(name)).append('\n');
            }
        }
        try {
            Signature signature = Signature.getInstance(version.equals("2") ? "SHA256withRSA" : "SHA1withRSA");
            signature.initSign(key());
            signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an envelope cannot be signed", e);
        }
    }

    private synchronized PrivateKey key() {
        if (key == null) {
            try {
                List<String> lines = SmallFile.lines(file);
                if (lines.size() != 2) {
                    lines = fresh();
                }
                pem = "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(Base64.getDecoder().decode(lines.get(1)))
                        + "\n-----END PUBLIC KEY-----\n";
                byte[] bytes = Base64.getDecoder().decode(lines.get(0));
                key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException("the signing key cannot be read or made", e);
            }
        }
        return key;
    }

    private List<String> fresh() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        KeyPair pair = generator.generateKeyPair();
        Base64.Encoder base64 = Base64.getEncoder();
        String text = base64.encodeToString(pair.getPrivate().getEncoded()) + "\n"
                + base64.encodeToString(pair.getPublic().getEncoded()) + "\n";
        SmallFile.replace(file, text);
        return Files.readAllLines(file);
    }
}
