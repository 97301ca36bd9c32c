package vektra.age;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import vektra.model.age.Identity;
import vektra.model.age.Recipient;
import vektra.model.text.FileFailure;
import vektra.model.text.Input;
import vektra.model.text.Kind;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Envelopes;

/**
 * Reads what {@link Envelope} and the program age write.
 *
 * @param key the one of this home; empty where none is set
 */
public record AgeFiles(Supplier<Optional<byte[]>> key) implements Envelopes {
    private static final byte[] START = (Header.VERSION + "\n").getBytes(US_ASCII);
    private static final int BUFFER = 1 << 17;

    @Override
    public boolean isOne(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(START, in.readNBytes(START.length));
        } catch (IOException e) {
            throw FileFailure.reading(file, e);
        }
    }

    @Override
    public Recipient home() {
        return own().map(this::recipient)
                .orElseThrow(() -> VektraException.unavailable(
                        "no key of the home is set",
                        "set VEKTRA_KEY_FILE (head -c 32 /dev/urandom | base64), or name the public key of another: age1…",
                        null));
    }

    @Override
    public Recipient recipient(Identity key) {
        return Keys.recipient(key);
    }

    private Optional<Identity> own() {
        return key.get().map(bytes -> Identity.of(bytes, true));
    }

    @Override
    public void open(Path file, List<Identity> with, OutputStream to) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            List<Identity> all = new ArrayList<>(with);
            own().ifPresent(all::add);
            Header header = Header.read(in);
            byte[] fileKey = header.fileKey(all);
            byte[] nonce = in.readNBytes(Chunks.NONCE);
            if (nonce.length < Chunks.NONCE) {
                throw new Unusable("it was cut off");
            }
            decrypt(in, Chunks.of(fileKey, nonce), to);
        } catch (Unusable e) {
            throw new VektraException(
                    Kind.INVALID,
                    file + " cannot be used: " + e.getMessage(),
                    Text.of("give the key that it is for: ", Input.of("identity", "FILE"), ", or use another file"),
                    e);
        } catch (IOException e) {
            throw FileFailure.reading(file, e);
        }
    }

    private static void decrypt(InputStream from, Chunks chunks, OutputStream to) throws IOException {
        PushbackInputStream in = new PushbackInputStream(from, 1);
        boolean last = false;
        for (long number = 0; !last; number++) {
            byte[] sealed = in.readNBytes(Chunks.SEALED);
            int next = in.read();
            last = next < 0;
            if (!last) {
                in.unread(next);
            }
            long at = number * Chunks.SIZE;
            byte[] content = chunks.opened(number, last, sealed)
                    .filter(found -> found.length > 0 || at == 0)
                    .orElseThrow(() -> new Unusable("it was cut off or changed at byte " + at + " of its content"));
            write(content, to);
        }
    }

    /** What fails here is not the file that is read. */
    private static void write(byte[] content, OutputStream to) {
        try {
            to.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
