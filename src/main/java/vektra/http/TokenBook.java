package vektra.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import vektra.addons.Tokens;
import vektra.model.Token;

/** The tokens, read again whenever a change of them may have happened, so that a revoked one stops at once. */
final class TokenBook {
    private final Path home;
    private final Supplier<List<Token>> reader;
    private String stamp = "";
    private List<Token> tokens = List.of();

    TokenBook(Path home, Supplier<List<Token>> reader) {
        this.home = home;
        this.reader = reader;
    }

    /** The token that a caller shows. */
    Optional<Token> shown(String secret) {
        return Tokens.shown(current(), secret);
    }

    /** Whether a token is still there as it was. */
    boolean holds(Token token) {
        return current().contains(token);
    }

    private synchronized List<Token> current() {
        // a change is decided in the journal before it is in the file
        String now = stampOf("tokens.json") + stampOf("journal");
        if (!now.equals(stamp)) {
            tokens = reader.get();
            stamp = now;
        }
        return tokens;
    }

    private String stampOf(String name) {
        try {
            BasicFileAttributes file = Files.readAttributes(home.resolve(name), BasicFileAttributes.class);
            return file.lastModifiedTime() + " " + file.size() + " " + file.fileKey() + "\n";
        } catch (IOException e) {
            return "none\n";
        }
    }
}
