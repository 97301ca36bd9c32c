package vektra.server.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import vektra.model.Failpoint;
import vektra.server.file.PrivateFiles;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.tls.Identity;
import vektra.tls.Pem;

/**
 * The home's certificate authority, made when the first server needs it. Its key and its certificate are one file, so that
 * no crash parts them; a second file has the certificate alone, for clients.
 */
public final class Authority {
    /** Whose renewal comes this long before its end. */
    public static final Duration EARLY = Duration.ofDays(60);

    private static final Duration LIFE = Duration.ofDays(3653);

    /** No server can be called that. */
    private static final String LOCK = "TLS authority";

    private final Path home;
    private final Path folder;
    private final Ledger ledger;
    private final Progress progress;
    private final AtomicReference<@Nullable CompletableFuture<Identity>> expected = new AtomicReference<>();

    public Authority(ServerFolders house, Ledger ledger, Progress progress) {
        this.home = house.home();
        this.folder = Objects.requireNonNull(ServerLauncher.authority(home).getParent());
        this.ledger = ledger;
        this.progress = progress;
    }

    /** What clients verify servers with. */
    public Path certificate() {
        return ServerLauncher.authority(home);
    }

    private Path own() {
        return folder.resolve("authority.pem");
    }

    /** What clients have of it; empty where it is not there or not whole. Ends a server's file that it has signed. */
    public String shown() {
        String shown = text(certificate());
        return text(own()).endsWith(shown) ? shown : "";
    }

    /** Begins to make one while something else is waited for: the first key of a process takes a tenth of a second. */
    public void expect() {
        expected.set(CompletableFuture.supplyAsync(Authority::fresh));
    }

    private static Identity fresh() {
        return Identity.authority("Vektra home", LIFE, Instant.now());
    }

    /** The authority, made when there is none. */
    public Identity ready(Instant now) {
        return ledger.alone(LOCK, () -> {
            PrivateFiles.folder(folder, PrivateFiles.FOLDER);
            Identity authority = kept(now).orElseGet(this::make);
            String shown = Pem.of(authority.certificate());
            if (!shown.equals(text(certificate()))) {
                PrivateFiles.writeDurably(certificate(), shown);
                Failpoint.reached("certificate of the authority written");
            }
            return authority;
        });
    }

    private Identity make() {
        boolean another = Files.exists(own());
        @Nullable CompletableFuture<Identity> begun = expected.getAndSet(null);
        Identity authority = begun == null ? fresh() : begun.join();
        PrivateFiles.writeDurably(own(), Pem.of(authority));
        Failpoint.reached("authority made");
        if (another) {
            progress.warn("the certificate authority of this home was damaged or near its end, and there is a new one:"
                    + " clients that have a copy of " + certificate() + " need it again");
        }
        return authority;
    }

    private Optional<Identity> kept(Instant now) {
        return Pem.identity(text(own()))
                .filter(found -> now.plus(EARLY)
                        .isBefore(found.certificate().getNotAfter().toInstant()));
    }

    /** Empty where there is no such file. */
    public static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw PrivateFiles.broken("cannot read " + file, e);
        }
    }
}
