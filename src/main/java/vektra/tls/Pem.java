package vektra.tls;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys and certificates as text, in the form that servers and clients read. */
public final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----\\s([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final String KEY = "PRIVATE KEY";
    private static final String CERTIFICATE = "CERTIFICATE";

    private Pem() {}

    /** The key in PKCS#8, then the certificate. */
    public static String of(Identity identity) {
        return block(KEY, identity.key().getEncoded()) + of(identity.certificate());
    }

    public static String of(X509Certificate certificate) {
        try {
            return block(CERTIFICATE, certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("it was read from its encoding", e);
        }
    }

    /** The first key on an elliptic curve and the first certificate in a text; empty where they are not whole. */
    public static Optional<Identity> identity(String text) {
        PrivateKey key = null;
        X509Certificate certificate = null;
        try {
            Matcher blocks = BLOCK.matcher(text);
            while (blocks.find()) {
                byte[] content = Base64.getMimeDecoder().decode(blocks.group(2));
                if (key == null && blocks.group(1).equals(KEY)) {
                    key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(content));
                } else if (certificate == null && blocks.group(1).equals(CERTIFICATE)) {
                    certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(content));
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
        return key == null || certificate == null ? Optional.empty() : Optional.of(new Identity(key, certificate));
    }

    /** The first key in a text, on an elliptic curve or of RSA; empty where it is not whole or not in PKCS#8. */
    public static Optional<PrivateKey> key(String text) {
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            if (blocks.group(1).equals(KEY)) {
                byte[] content = Base64.getMimeDecoder().decode(blocks.group(2));
                return key("EC", content).or(() -> key("RSA", content));
            }
        }
        return Optional.empty();
    }

    private static Optional<PrivateKey> key(String algorithm, byte[] content) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(content)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Whether a text holds a key; says nothing of what it is good for. */
    public static boolean holdsKey(String text) {
        return text.contains("-----BEGIN " + KEY + "-----");
    }

    private static String block(String kind, byte[] content) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }
}
