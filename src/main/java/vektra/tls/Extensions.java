package vektra.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Collection;

/** What a certificate says beyond its name and its dates; strict readers ask for each of them. */
final class Extensions {
    private static final byte[] SUBJECT_KEY = Der.oid(2, 5, 29, 14);
    private static final byte[] KEY_USAGE = Der.oid(2, 5, 29, 15);
    private static final byte[] ALTERNATIVE_NAMES = Der.oid(2, 5, 29, 17);
    private static final byte[] BASIC_CONSTRAINTS = Der.oid(2, 5, 29, 19);
    private static final byte[] AUTHORITY_KEY = Der.oid(2, 5, 29, 35);
    private static final byte[] PURPOSES = Der.oid(2, 5, 29, 37);
    private static final byte[] OF_A_SERVER = Der.oid(1, 3, 6, 1, 5, 5, 7, 3, 1);

    private static final int DIGITAL_SIGNATURE = 0x80;
    private static final int SIGNS_CERTIFICATES_AND_REVOCATIONS = 0x06;
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;
    private static final int KEY_ID_BYTES = 20;

    private Extensions() {}

    /** Of an authority that signs servers' certificates and no other authority's. */
    static byte[] ofAuthority(PublicKey own) {
        return Der.sequence(
                critical(BASIC_CONSTRAINTS, Der.sequence(Der.yes(), Der.integer(BigInteger.ZERO))),
                critical(KEY_USAGE, Der.flags(SIGNS_CERTIFICATES_AND_REVOCATIONS)),
                plain(SUBJECT_KEY, Der.octets(keyId(own))));
    }

    static byte[] ofServer(PublicKey own, PublicKey authority, Collection<String> hosts) {
        return Der.sequence(
                critical(BASIC_CONSTRAINTS, Der.sequence()),
                critical(KEY_USAGE, Der.flags(DIGITAL_SIGNATURE)),
                plain(PURPOSES, Der.sequence(OF_A_SERVER)),
                plain(SUBJECT_KEY, Der.octets(keyId(own))),
                plain(AUTHORITY_KEY, Der.sequence(Der.tagged(0x80, keyId(authority)))),
                names(hosts));
    }

    /** Of a server that is its own authority. */
    static byte[] ofBoth(Collection<String> hosts) {
        return Der.sequence(critical(BASIC_CONSTRAINTS, Der.sequence(Der.yes())), names(hosts));
    }

    /** What tells a key from others. */
    static byte[] keyId(PublicKey key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return Arrays.copyOf(hash, KEY_ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] names(Collection<String> hosts) {
        return plain(
                ALTERNATIVE_NAMES,
                Der.sequence(hosts.stream().map(Extensions::alternative).toArray(byte[][]::new)));
    }

    private static byte[] alternative(String host) {
        return Identity.isAddress(host)
                ? Der.tagged(IP_ADDRESS, address(host))
                : Der.tagged(DNS_NAME, host.getBytes(US_ASCII));
    }

    private static byte[] address(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] critical(byte[] id, byte[] value) {
        return Der.sequence(id, Der.yes(), Der.octets(value));
    }

    private static byte[] plain(byte[] id, byte[] value) {
        return Der.sequence(id, Der.octets(value));
    }
}
