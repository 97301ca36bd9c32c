package vektra.store.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.model.Failpoint;
import vektra.model.HomeKey;
import vektra.model.text.FileFailure;
import vektra.model.text.VektraException;
import vektra.store.disk.Disk;

/**
 * Where the key of a home is kept: the first of a variable, a file, a credential of systemd, what AWS KMS decrypts, and what a
 * command prints.
 */
public final class KeySource {
    private static final int LARGEST = 4096;
    private static final String ONE_OF =
            "set " + String.join(", ", HomeKey.KEY, HomeKey.FILE, HomeKey.KMS) + " or " + HomeKey.COMMAND;
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Path home;
    private final Map<String, String> environment;
    private byte @Nullable [] known;

    KeySource(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /** The same home with the key in that file. */
    KeySource of(Path file) {
        return new KeySource(home, Map.of(HomeKey.FILE, file.toString()));
    }

    /** What the key comes from: the name of a variable, or of the credential; empty when nothing is set. */
    Optional<String> name() {
        for (String variable : new String[] {HomeKey.KEY, HomeKey.FILE}) {
            if (isSet(variable)) {
                return Optional.of(variable);
            }
        }
        if (credential().isPresent()) {
            return Optional.of(HomeKey.CREDENTIAL);
        }
        return Stream.of(HomeKey.KMS, HomeKey.COMMAND).filter(this::isSet).findFirst();
    }

    /** The name of what the key comes from; UNAVAILABLE when nothing is set. */
    String required(String by) {
        return name().orElseThrow(() -> VektraException.unavailable(
                "the secrets of " + home + " are encrypted, and no key is set",
                by.isEmpty() ? ONE_OF : ONE_OF + "; the key came from " + by,
                null));
    }

    /** The key; UNAVAILABLE when there is none, or it cannot be used. */
    public byte[] key() {
        byte[] key = known;
        if (key == null) {
            String name = name().orElseThrow(() ->
                    VektraException.unavailable("no key is set", ONE_OF + " (head -c 32 /dev/urandom | base64)", null));
            key = decoded(name, text(name));
            known = key;
        }
        return key;
    }

    /** Whether its file is there. */
    public boolean isMade() {
        return Files.exists(file());
    }

    /** Makes the file with a fresh key where there is none; returns whether it did. */
    public boolean make() {
        if (isMade()) {
            return false;
        }
        Path file = file();
        if (isInside(file)) {
            requireSafe(file);
        }
        byte[] text = (Base64.getEncoder().encodeToString(Aes.freshKey()) + "\n").getBytes(StandardCharsets.UTF_8);
        Disk.replace(file, Disk.temporary(file), text);
        Path folder = Objects.requireNonNull(file.getParent());
        if (Files.isReadable(folder)) {
            // what it encrypts could not be read without it
            Disk.sync(folder);
        }
        Failpoint.reached("store: key made");
        return true;
    }

    /** Has the key read anew. */
    void forget() {
        known = null;
    }

    /** Why the file with the key is not safe; empty when it is, or the key is in none. */
    Optional<VektraException> problem() {
        return isSet(HomeKey.FILE) ? unsafe(file()) : Optional.empty();
    }

    private boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }

    private Optional<Path> credential() {
        return isSet(HomeKey.CREDENTIALS)
                ? Optional.of(Path.of(environment.getOrDefault(HomeKey.CREDENTIALS, ""), HomeKey.CREDENTIAL))
                        .filter(Files::exists)
                : Optional.empty();
    }

    private Path file() {
        Path file = Path.of(environment.getOrDefault(HomeKey.FILE, "").strip());
        if (!file.isAbsolute()) {
            throw VektraException.unavailable(
                    HomeKey.FILE + " is not an absolute path: " + file, "processes in other folders read it too", null);
        }
        return file;
    }

    private String text(String name) {
        return switch (name) {
            case HomeKey.KEY -> environment.getOrDefault(name, "");
            case HomeKey.FILE -> {
                requireSafe(file());
                yield content(file());
            }
            case HomeKey.CREDENTIAL -> content(credential().orElseThrow());
            case HomeKey.KMS -> new KmsKey(environment.getOrDefault(name, ""), environment).decrypted();
            default -> new KeyCommand(environment.getOrDefault(name, "")).printed();
        };
    }

    private static String content(Path file) {
        byte[] content = Disk.read(file)
                .orElseThrow(() -> VektraException.unavailable("there is no key file " + file, null, null));
        return new String(content, 0, Math.min(content.length, LARGEST), StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String name, String text) {
        try {
            String standard = text.strip().replace('-', '+').replace('_', '/');
            byte[] key = Base64.getDecoder().decode(standard);
            if (key.length == Aes.KEY) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // said below, without what it was
        }
        throw VektraException.unavailable(
                "the value from " + name + " is not a key",
                "32 bytes in base64: head -c 32 /dev/urandom | base64",
                null);
    }

    private void requireSafe(Path file) {
        unsafe(file).ifPresent(problem -> {
            throw problem;
        });
    }

    private Optional<VektraException> unsafe(Path file) {
        if (isInside(file)) {
            return Optional.of(VektraException.unavailable(
                    "the key file " + file + " is inside the home that it protects", "move it out of " + home, null));
        }
        Set<PosixFilePermission> others = EnumSet.copyOf(OTHERS);
        try {
            others.retainAll(Files.getPosixFilePermissions(file));
        } catch (NoSuchFileException e) {
            return Optional.of(VektraException.unavailable("there is no key file " + file, null, null));
        } catch (IOException e) {
            return Optional.of(FileFailure.reading(file, e));
        }
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(VektraException.unavailable(
                        "other users can read the key file " + file, "chmod 600 " + file, null));
    }

    /** Whatever links lead there. */
    private boolean isInside(Path file) {
        try {
            Path there = Files.exists(file) ? file : file.toAbsolutePath().getParent();
            return there != null
                    && Files.isDirectory(home)
                    && there.toRealPath().startsWith(home.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
