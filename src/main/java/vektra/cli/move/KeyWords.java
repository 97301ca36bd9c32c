package vektra.cli.move;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.model.ExportKey;
import vektra.model.text.FileFailure;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;

/** The options that give the key of an exported home: one of two files, a variable, or none with {@code --plain}. */
record KeyWords(Param<String> passphrase, Param<String> key, Flag plain) {
    static final String PASSPHRASE_FILE = "--passphrase-file";
    static final String KEY_FILE = "--key-file";
    private static final String VARIABLE = "VEKTRA_PASSPHRASE";
    private static final int SHORTEST = 12;
    private static final String ONE_OF =
            "add " + PASSPHRASE_FILE + " FILE or " + KEY_FILE + " FILE, or set " + VARIABLE;

    /** For a new file: without any of them it is INVALID. */
    ExportKey forNew(Invocation with) {
        ExportKey key = given(with);
        if (key.kind() == ExportKey.Kind.NONE && !plain.isSet()) {
            throw VektraException.invalid(
                    "nothing is given to encrypt the file with, which holds every password",
                    ONE_OF + "; for a file that is not encrypted: --plain");
        }
        if (key.kind() == ExportKey.Kind.PASSPHRASE && key.secret().reveal().length() < SHORTEST) {
            throw VektraException.invalid(
                    "the passphrase is shorter than " + SHORTEST + " characters", "choose a longer one");
        }
        return key;
    }

    /** For a file that is there, which may not be encrypted. */
    ExportKey given(Invocation with) {
        String variable = with.environment().getOrDefault(VARIABLE, "");
        boolean named = Stream.of(passphrase.orNull(), key.orNull()).anyMatch(Objects::nonNull);
        if (Stream.of(passphrase.orNull() != null, key.orNull() != null, plain.isSet())
                        .filter(given -> given)
                        .count()
                > 1) {
            throw VektraException.invalid("two things are given to encrypt the file with", "give one");
        }
        if (key.orNull() != null) {
            return new ExportKey(ExportKey.Kind.KEY, content(with.folder().resolve(key.get())));
        }
        if (passphrase.orNull() != null) {
            return new ExportKey(
                    ExportKey.Kind.PASSPHRASE, content(with.folder().resolve(passphrase.get())));
        }
        return named || plain.isSet() || variable.isEmpty()
                ? ExportKey.NONE
                : new ExportKey(ExportKey.Kind.PASSPHRASE, new Secret(variable));
    }

    private static Secret content(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (text.isEmpty()) {
                throw VektraException.invalid(file + " is empty", null);
            }
            return new Secret(text);
        } catch (IOException e) {
            throw VektraException.invalid("cannot read " + file + ": " + FileFailure.reason(e), null);
        }
    }
}
