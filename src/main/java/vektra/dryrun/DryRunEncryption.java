package vektra.dryrun;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.model.Encrypted;
import vektra.model.PlannedStep.Action;
import vektra.model.age.Recipient;
import vektra.spi.Encryption;

/** Writes down what would be encrypted. Whether the home's key is the right one is not known here. */
record DryRunEncryption(Encryption real, PlannedWrites words) implements Encryption {
    @Override
    public Encrypted encrypt(@Nullable Path keyFile) {
        return planned(Action.ENCRYPT_HOME, "");
    }

    @Override
    public Encrypted decrypt() {
        return planned(Action.DECRYPT_HOME, "");
    }

    @Override
    public Encrypted rotate(boolean all) {
        planned(Action.ROTATE_KEY, "");
        return all ? planned(Action.ENCRYPT_HOME, "") : Encrypted.NOTHING;
    }

    @Override
    public Encrypted rewrap(Path keyFile, Function<byte[], Recipient> asRecipient) {
        return planned(Action.WRAP_KEYS, keyFile.toString());
    }

    private Encrypted planned(Action action, String detail) {
        words.encrypts(action, detail);
        return Encrypted.NOTHING;
    }

    @Override
    public List<Problem> problems() {
        return real.problems();
    }
}
