package vektra.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vektra.model.Token;

/**
 * When tokens were last used, to the minute: an empty file for each in {@code http/tokens}, by the beginning of the hash, whose
 * time is that of the use. What cannot be noted is not noted: no request fails for it.
 */
public final class TokenUses {
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final int NAME = 32;

    private final Path folder;
    private final Map<String, Instant> noted = new ConcurrentHashMap<>();

    public TokenUses(Path home) {
        this.folder = home.resolve("http").resolve("tokens");
    }

    /** Notes a use, unless one of the same minute is noted. */
    public void use(Token token, Instant now) {
        String name = name(token);
        Instant before = noted.get(name);
        if (before != null && now.isBefore(before.plus(STEP)) && !now.isBefore(before)) {
            return;
        }
        noted.put(name, now);
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(folder, SmallFile.PRIVATE_FOLDER);
            if (!Files.exists(file)) {
                Files.createFile(file, SmallFile.PRIVATE);
            }
            Files.setLastModifiedTime(file, FileTime.from(now));
        } catch (IOException e) {
            // such as a full disk, or another request that was first
        }
    }

    /** When it was last used; empty if it never was, or nothing is known of it. */
    public Optional<Instant> last(Token token) {
        try {
            return Optional.of(
                    Files.getLastModifiedTime(folder.resolve(name(token))).toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Forgets all but those. */
    public void keep(Collection<Token> tokens) {
        Set<String> names = tokens.stream().map(TokenUses::name).collect(Collectors.toSet());
        noted.keySet().retainAll(names);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!names.contains(String.valueOf(file.getFileName()))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // none was ever used
        }
    }

    private static String name(Token token) {
        return token.hash().substring(0, Math.min(NAME, token.hash().length()));
    }
}
