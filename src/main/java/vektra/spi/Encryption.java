package vektra.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.model.Encrypted;
import vektra.model.age.Recipient;
import vektra.model.text.Text;

/**
 * The encryption of a home's secrets by data keys, which a key that is kept outside of it encrypts. Each change is made file
 * by file while no other process changes anything, else it is a CONFLICT; cut off at any point, it leaves a home that can
 * be read, and done again it goes on. Without the home's key it is UNAVAILABLE.
 */
public interface Encryption {
    /**
     * Encrypts what is not encrypted yet, and what is written from now on.
     *
     * @param keyFile the file of the key, which is made when there is none; null for the key that is set
     */
    Encrypted encrypt(@Nullable Path keyFile);

    /** Undoes that. */
    Encrypted decrypt();

    /**
     * Encrypts what is written from now on by a new data key.
     *
     * @param all whether everything else is, too, at once
     */
    Encrypted rotate(boolean all);

    /**
     * Encrypts the data keys by the key in that file, which is made when there is none; already so needs no other key. Copies of
     * backups that are encrypted for the former key are so for the new one from then on.
     *
     * @param asRecipient what a key is where it is a recipient of copies
     */
    Encrypted rewrap(Path keyFile, Function<byte[], Recipient> asRecipient);

    /** What is not as it should be. */
    List<Problem> problems();

    /**
     * Something that is wrong.
     *
     * @param file below the home; empty where it is about none
     * @param what one line; never a secret
     * @param hint what to do; null when that is to be seen
     */
    record Problem(
            Fault fault, String file, String what, @Nullable Text hint) {
        public enum Fault {
            /** A secret is not encrypted in a home that is. */
            PLAINTEXT,
            /** A secret is encrypted by a key that is not known. */
            UNKNOWN_KEY,
            /** The file of the key protects nothing. */
            KEY_FILE
        }
    }
}
