package vektra.age;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import vektra.model.age.Identity;
import vektra.model.age.Recipient;

/** What a file begins with: the key of the file, encrypted for each recipient, and a proof that nothing of that was changed. */
final class Header {
    static final String VERSION = "age-encryption.org/v1";

    private static final String KIND = "X25519";
    private static final String PASSPHRASE = "scrypt";
    private static final String STANZA = "-> ";
    private static final String END = "---";
    private static final int COLUMNS = 64;
    private static final int FILE_KEY = 16;
    private static final byte[] IV = new byte[12];
    private static final int MOST = 1 << 20;

    private final byte[] text;
    private final List<Stanza> stanzas;
    private final byte[] proof;

    /** @param text up to the proof, as it stands in the file */
    private Header(byte[] text, List<Stanza> stanzas, byte[] proof) {
        this.text = text;
        this.stanzas = stanzas;
        this.proof = proof;
    }

    /**
     * The key of the file for one recipient.
     *
     * @param words the kind, and what it needs
     * @param body in base64
     */
    private record Stanza(List<String> words, String body) {}

    static byte[] fileKey() {
        return Keys.random(FILE_KEY);
    }

    /** The header of a new file, up to the end of its last line. */
    static byte[] written(List<Recipient> recipients, byte[] fileKey) {
        StringBuilder text = new StringBuilder(VERSION).append('\n');
        for (Recipient recipient : recipients) {
            byte[] secret = Keys.random(Recipient.LENGTH);
            byte[] share = Keys.shared(secret);
            byte[] agreed = Keys.agreed(secret, recipient.key()).orElseThrow();
            byte[] body = Keys.sealed(wrapping(agreed, share, recipient.key()), IV, fileKey);
            text.append(STANZA).append(KIND).append(' ').append(base64(share)).append('\n');
            text.append(base64(body)).append('\n');
        }
        text.append(END);
        byte[] proof = proof(fileKey, bytes(text));
        return bytes(text.append(' ').append(base64(proof)).append('\n'));
    }

    private static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(ISO_8859_1);
    }

    private static byte[] wrapping(byte[] agreed, byte[] share, byte[] recipient) {
        byte[] salt = Arrays.copyOf(share, share.length + recipient.length);
        System.arraycopy(recipient, 0, salt, share.length, recipient.length);
        return Keys.derived(agreed, salt, VERSION + "/" + KIND);
    }

    private static byte[] proof(byte[] fileKey, byte[] text) {
        return Keys.hmac(Keys.derived(fileKey, new byte[0], "header"), text);
    }

    /** Reads one, up to the end of its last line. */
    static Header read(InputStream in) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        if (!line(in, text).equals(VERSION)) {
            throw new Unusable("it is not encrypted by age");
        }
        List<Stanza> stanzas = new ArrayList<>();
        while (true) {
            int before = text.size();
            String line = line(in, text);
            if (line.startsWith(END + " ")) {
                byte[] upTo = Arrays.copyOf(text.toByteArray(), before + END.length());
                return new Header(upTo, stanzas, decoded(line.substring(END.length() + 1)));
            }
            if (!line.startsWith(STANZA)) {
                throw changed();
            }
            stanzas.add(new Stanza(Arrays.asList(line.substring(STANZA.length()).split(" ", -1)), body(in, text)));
        }
    }

    /** Its last line is shorter than the others, and may be empty. */
    private static String body(InputStream in, ByteArrayOutputStream text) throws IOException {
        StringBuilder body = new StringBuilder();
        String line;
        do {
            line = line(in, text);
            body.append(line);
        } while (line.length() == COLUMNS);
        return body.toString();
    }

    private static String line(InputStream in, ByteArrayOutputStream text) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || text.size() + line.size() > MOST) {
                throw changed();
            }
            line.write(next);
        }
        line.writeTo(text);
        text.write('\n');
        return line.toString(ISO_8859_1);
    }

    private static Unusable changed() {
        return new Unusable("its first lines were cut off or changed");
    }

    /** The key of the file, by the first of these that it is for. */
    byte[] fileKey(List<Identity> identities) throws IOException {
        for (Stanza stanza : stanzas) {
            if (stanza.words().get(0).equals(KIND) && stanza.words().size() == 2) {
                byte[] share = decoded(stanza.words().get(1));
                for (Identity identity : identities) {
                    Optional<byte[]> key = unwrapped(stanza, share, Keys.secret(identity));
                    if (key.isPresent()) {
                        return genuine(key.get());
                    }
                }
            }
        }
        if (stanzas.stream().anyMatch(stanza -> stanza.words().get(0).equals(PASSPHRASE))) {
            throw new Unusable("it is encrypted with a passphrase, which age -d reads");
        }
        throw new Unusable(
                identities.isEmpty() ? "it is encrypted, and no key is given" : "it is encrypted for another key");
    }

    private static Optional<byte[]> unwrapped(Stanza stanza, byte[] share, byte[] secret) throws Unusable {
        if (share.length != Recipient.LENGTH) {
            throw changed();
        }
        byte[] body = decoded(stanza.body());
        return Keys.agreed(secret, share)
                .flatMap(agreed -> Keys.opened(wrapping(agreed, share, Keys.shared(secret)), IV, body))
                .filter(key -> key.length == FILE_KEY);
    }

    private byte[] genuine(byte[] fileKey) throws Unusable {
        if (!MessageDigest.isEqual(proof(fileKey, text), proof)) {
            throw changed();
        }
        return fileKey;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Several texts could mean the same bytes; only one of them is accepted. */
    private static byte[] decoded(String text) throws Unusable {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (base64(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw changed();
    }
}
