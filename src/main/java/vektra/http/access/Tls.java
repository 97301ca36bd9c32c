package vektra.http.access;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import vektra.model.text.VektraException;
import vektra.tls.Contexts;

/** What a server shows of itself in TLS. */
public final class Tls {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

    private Tls() {}

    /** Reads a certificate, with those that sign it, and its key from PEM files; what will not do is INVALID. */
    public static SSLContext of(Path certificates, Path key) {
        try {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(read(certificates)))
                    .toArray(new Certificate[0]);
            if (chain.length == 0) {
                throw VektraException.invalid(certificates + " holds no certificate", "a PEM file");
            }
            return Contexts.server(key(key, chain[0].getPublicKey().getAlgorithm()), chain);
        } catch (GeneralSecurityException e) {
            throw VektraException.invalid(certificates + " and " + key + " cannot be used: " + e.getMessage(), null);
        }
    }

    private static PrivateKey key(Path file, String algorithm) throws GeneralSecurityException {
        Matcher pem = KEY.matcher(new String(read(file), StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw VektraException.invalid(
                    file + " holds no key in PKCS#8 form",
                    "convert it: openssl pkcs8 -topk8 -nocrypt -in " + file.getFileName() + " -out key.pem");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
        for (String kind : List.of(algorithm, "RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException otherKind) {
                // the next may be it
            }
        }
        throw VektraException.invalid(file + " holds a key of an unknown kind", "RSA, EC or Ed25519");
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw VektraException.invalid("cannot read " + file, "a PEM file");
        }
    }
}
