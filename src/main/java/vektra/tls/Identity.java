package vektra.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A private key with the certificate of its public half; the JDK has no public way to make one. */
public record Identity(PrivateKey key, X509Certificate certificate) {
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
    private static final byte[] COMMON_NAME = Der.oid(2, 5, 4, 3);
    private static final int SERIAL_BITS = 120;

    /** Other clocks may be behind this machine's. */
    private static final Duration BEFORE = Duration.ofHours(1);

    /** An authority, whose name ends with what tells its key from those of others. */
    public static Identity authority(String name, Duration life, Instant now) {
        KeyPair pair = pair();
        String own = HexFormat.of().formatHex(Extensions.keyId(pair.getPublic()), 0, 4);
        return made(pair, name(name + " " + own), Extensions.ofAuthority(pair.getPublic()), now, now.plus(life), null);
    }

    /** A server that clients trust by its own certificate alone. */
    public static Identity selfSigned(String name, Collection<String> hosts, Duration life, Instant now) {
        return made(pair(), name(name), Extensions.ofBoth(hosts), now, now.plus(life), null);
    }

    /**
     * A server in the eyes of all who trust this authority; never for longer than the authority itself.
     *
     * @param hosts names and addresses that clients reach it by
     */
    public Identity issue(String name, Collection<String> hosts, Duration life, Instant now) {
        KeyPair pair = pair();
        byte[] extensions = Extensions.ofServer(pair.getPublic(), certificate.getPublicKey(), hosts);
        Instant end = certificate.getNotAfter().toInstant();
        Instant until = now.plus(life).isBefore(end) ? now.plus(life) : end;
        return made(pair, name(name), extensions, now, until, this);
    }

    /** Whether that is an IP address and no name. */
    public static boolean isAddress(String host) {
        return host.matches("[0-9]+([.][0-9]+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw lacking(e);
        }
    }

    private static byte[] name(String common) {
        return Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.text(common))));
    }

    /** @param issuer null when it signs itself */
    private static Identity made(
            KeyPair pair, byte[] name, byte[] extensions, Instant now, Instant until, @Nullable Identity issuer) {
        byte[] body = Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS - 1)),
                ECDSA_WITH_SHA256,
                issuer == null
                        ? name
                        : issuer.certificate.getSubjectX500Principal().getEncoded(),
                Der.sequence(Der.time(now.minus(BEFORE)), Der.time(until)),
                name,
                pair.getPublic().getEncoded(),
                Der.tagged(0xa3, extensions));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(issuer == null ? pair.getPrivate() : issuer.key);
            signature.update(body);
            byte[] signed = Der.sequence(body, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
            return new Identity(pair.getPrivate(), (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(signed)));
        } catch (GeneralSecurityException e) {
            throw lacking(e);
        }
    }

    private static IllegalStateException lacking(GeneralSecurityException e) {
        return new IllegalStateException("every JDK has elliptic curves and X.509", e);
    }
}
