package vektra.model.age;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;

/** The text form of keys of age: a word, {@code 1}, five bits a character, and a checksum of six characters (BIP 173). */
final class Bech32 {
    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int CHECKSUM = 6;
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};

    private Bech32() {}

    /** In lower case. */
    static String encode(String word, byte[] content) {
        StringBuilder digits = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte one : content) {
            held = ((held << Byte.SIZE) | (one & 0xff)) & 0xfff;
            for (bits += Byte.SIZE; bits >= 5; ) {
                bits -= 5;
                digits.append(ALPHABET.charAt((held >> bits) & 31));
            }
        }
        if (bits > 0) {
            digits.append(ALPHABET.charAt((held << (5 - bits)) & 31));
        }
        int sum = sum(word, digits + "q".repeat(CHECKSUM)) ^ 1;
        for (int i = CHECKSUM - 1; i >= 0; i--) {
            digits.append(ALPHABET.charAt((sum >> (5 * i)) & 31));
        }
        return word + "1" + digits;
    }

    /** What a text of that word holds; empty where it has another form, or a letter of it was changed. */
    static Optional<byte[]> decode(String word, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean one = text.equals(lower) || text.equals(text.toUpperCase(Locale.ROOT));
        if (!one || !lower.startsWith(word + "1") || lower.length() < word.length() + 1 + CHECKSUM) {
            return Optional.empty();
        }
        String digits = lower.substring(word.length() + 1);
        if (digits.chars().anyMatch(digit -> ALPHABET.indexOf(digit) < 0) || sum(word, digits) != 1) {
            return Optional.empty();
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int bits = 0;
        int held = 0;
        for (int i = 0; i < digits.length() - CHECKSUM; i++) {
            held = ((held << 5) | ALPHABET.indexOf(digits.charAt(i))) & 0xfff;
            bits += 5;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                content.write(held >> bits);
            }
        }
        boolean whole = bits < 5 && (held & ((1 << bits) - 1)) == 0;
        return whole ? Optional.of(content.toByteArray()) : Optional.empty();
    }

    private static int sum(String word, String digits) {
        int sum = 1;
        for (int i = 0; i < word.length(); i++) {
            sum = next(sum, word.charAt(i) >> 5);
        }
        sum = next(sum, 0);
        for (int i = 0; i < word.length(); i++) {
            sum = next(sum, word.charAt(i) & 31);
        }
        for (int i = 0; i < digits.length(); i++) {
            sum = next(sum, ALPHABET.indexOf(digits.charAt(i)));
        }
        return sum;
    }

    private static int next(int sum, int digit) {
        int next = ((sum & 0x1ffffff) << 5) ^ digit;
        for (int i = 0; i < GENERATOR.length; i++) {
            next ^= ((sum >> (25 + i)) & 1) == 1 ? GENERATOR[i] : 0;
        }
        return next;
    }
}
