package vektra.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The few parts of ASN.1, in its distinguished encoding, that a certificate is made of. */
final class Der {
    private static final int LONG_FORM = 0x80;
    private static final Instant LONG_YEARS = Instant.parse("2050-01-01T00:00:00Z");
    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter LONG =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return tagged(0x30, parts);
    }

    static byte[] set(byte[]... parts) {
        return tagged(0x31, parts);
    }

    static byte[] integer(BigInteger value) {
        return tagged(0x02, value.toByteArray());
    }

    static byte[] text(String text) {
        return tagged(0x0c, text.getBytes(US_ASCII));
    }

    /** A time, whose year has two digits before 2050 and four from then on. */
    static byte[] time(Instant time) {
        return time.isBefore(LONG_YEARS)
                ? tagged(0x17, SHORT.format(time).getBytes(US_ASCII))
                : tagged(0x18, LONG.format(time).getBytes(US_ASCII));
    }

    static byte[] octets(byte[] content) {
        return tagged(0x04, content);
    }

    static byte[] bits(byte[] content) {
        return tagged(0x03, new byte[] {0}, content);
    }

    /** Up to eight flags, the first in the highest bit. */
    static byte[] flags(int bits) {
        return tagged(0x03, new byte[] {(byte) Integer.numberOfTrailingZeros(bits), (byte) bits});
    }

    static byte[] yes() {
        return tagged(0x01, new byte[] {(byte) 0xff});
    }

    /** An object identifier whose parts after the second each fit into 28 bits. */
    static byte[] oid(int... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(parts[0] * 40 + parts[1]);
        for (int i = 2; i < parts.length; i++) {
            for (int shift = 21; shift >= 0; shift -= 7) {
                if (shift == 0 || parts[i] >> shift != 0) {
                    out.write(((parts[i] >> shift) & 0x7f) | (shift == 0 ? 0 : LONG_FORM));
                }
            }
        }
        return tagged(0x06, out.toByteArray());
    }

    /** A tag, the length, and the parts one after the other. */
    static byte[] tagged(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length < LONG_FORM) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(LONG_FORM + 1);
            out.write(length);
        } else {
            out.write(LONG_FORM + 2);
            out.write(length >> 8);
            out.write(length);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
