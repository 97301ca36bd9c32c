package vektra.cli.backups;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.model.age.Identity;
import vektra.model.text.FileFailure;
import vektra.model.text.VektraException;

/** The option that names a file with what opens encrypted files: a secret in arguments can be read by every user. */
final class IdentityFile {
    static final String OPTION = "--identity";
    static final String TEXT = "for a copy that is encrypted: a file with its key, by age-keygen, or of a home";

    private IdentityFile() {}

    /** Empty where none is named. */
    static List<Identity> read(Param<String> option, Invocation with) {
        String name = option.orNull();
        if (name == null) {
            return List.of();
        }
        Path file = with.folder().resolve(name);
        try {
            return Identity.parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        } catch (IOException e) {
            throw VektraException.invalid("cannot read " + file + ": " + FileFailure.reason(e), null);
        }
    }
}
