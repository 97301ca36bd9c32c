package vektra.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.model.Failpoint;
import vektra.model.service.ServerOptions;
import vektra.model.service.Software;
import vektra.model.text.Input;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.server.file.PrivateFiles;
import vektra.server.folder.Authority;
import vektra.server.port.HostNames;
import vektra.server.process.Program;
import vektra.server.process.RunAs;
import vektra.server.process.Surroundings;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher.Encryption;
import vektra.spi.ServerRecipe.Layout;
import vektra.spi.ServerRecipe.Tls;
import vektra.tls.Identity;
import vektra.tls.Pem;

/**
 * What servers have for TLS: a file with a key, its certificate and that of the home's authority. Its first line names the
 * software that was asked whether it has TLS built in; where it has not, there is no other. To change something, hold
 * the server's lock.
 */
final class Certification {
    private static final Duration LIFE = Duration.ofDays(731);
    private static final Duration PROBE = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 3;

    private final Authority authority;
    private final Map<String, String> environment;
    private final Progress progress;

    Certification(Authority authority, Map<String, String> environment, Progress progress) {
        this.authority = authority;
        this.environment = environment;
        this.progress = progress;
    }

    /** What a server has, by its software that was asked already; empty where that has no TLS. */
    Optional<Encryption> look(String listen, Tls tls) {
        String text = Authority.text(tls.file());
        if (!text.isEmpty() && !Pem.holdsKey(text)) {
            return Optional.empty();
        }
        String lack = Files.exists(unread(tls))
                ? "has a TLS certificate that it has not read yet"
                : lack(text, HostNames.known(listen));
        return Optional.of(new Encryption(authority.certificate(), lack));
    }

    /** Says that a server with TLS is being made, so that what takes long is begun. */
    void expect() {
        authority.expect();
    }

    /** Makes sure that the file is good; a running server has to read it then, see {@link #settle}. */
    void renew(String id, Layout layout, Tls tls, RunAs runAs) {
        String text = Authority.text(tls.file());
        String first = firstLine(layout.software());
        Set<String> hosts = HostNames.of(layout.listen());
        boolean asked = text.startsWith(first);
        if (asked && (!Pem.holdsKey(text) || lack(text, hosts) == null)) {
            return;
        }
        PrivateFiles.write(unread(tls), "");
        Failpoint.reached("certificate begun");
        boolean speaks = speaksTls(layout, tls, runAs);
        PrivateFiles.writeDurably(tls.file(), first + (speaks ? fresh(id, hosts) : ""));
        if (!speaks && !layout.requiresTls()) {
            progress.warn(id + " does not offer TLS: " + lacking(layout.software()));
        }
        Failpoint.reached("certificate written");
    }

    /** Refuses a server that must speak TLS and cannot. */
    static void requireSpeaks(String id, Layout layout, Tls tls) {
        if (layout.requiresTls() && !Pem.holdsKey(Authority.text(tls.file()))) {
            throw VektraException.conflict(
                    id + " has no TLS: " + lacking(layout.software()),
                    Text.of(
                            "leave ",
                            Input.of(ServerOptions.TLS, ServerOptions.TLS_REQUIRED),
                            " out, or take other software with ",
                            Input.of(ServerOptions.FROM)));
        }
    }

    private static String lacking(Software software) {
        return "the software " + software.version() + " (" + software.source() + ") was built without it";
    }

    /** The server reads the file now, or has read it. */
    void settle(Tls tls) {
        PrivateFiles.delete(unread(tls));
    }

    private String fresh(String id, Set<String> hosts) {
        Instant now = Instant.now();
        Identity signer = authority.ready(now);
        return Pem.of(signer.issue("vektra " + id, hosts, LIFE, now)) + Pem.of(signer.certificate());
    }

    /** Asks again where the program fails: on a busy machine that need not mean anything, and the answer is kept. */
    private boolean speaksTls(Layout layout, Tls tls, RunAs runAs) {
        Program program = new Program(layout.data(), Surroundings.of(layout.data(), environment));
        Program.Result said = program.run(PROBE, runAs.wrap(tls.question()));
        for (int again = 1; again < ATTEMPTS && !said.ok(); again++) {
            said = program.run(PROBE, runAs.wrap(tls.question()));
        }
        return said.ok() && said.lastLine().matches("\\w+");
    }

    /** What is wrong with the text of a server's file; null when nothing is. */
    private @Nullable String lack(String text, Set<String> hosts) {
        Instant now = Instant.now();
        X509Certificate own = Pem.identity(text).map(Identity::certificate).orElse(null);
        if (own == null) {
            return "has no TLS certificate";
        }
        String shown = authority.shown();
        if (shown.isEmpty() || !text.endsWith(shown)) {
            return "has a TLS certificate of another authority than this home's";
        }
        Instant end = own.getNotAfter().toInstant();
        if (now.plus(Authority.EARLY).isAfter(end)
                || now.isBefore(own.getNotBefore().toInstant())) {
            return "has a TLS certificate that is valid from "
                    + own.getNotBefore().toInstant() + " to " + end;
        }
        return HostNames.in(own).containsAll(hosts) ? null : "has a TLS certificate without the names " + hosts;
    }

    private static String firstLine(Software software) {
        return "Made by Vektra for " + String.join(" ", software.command()) + " " + software.version() + "\n";
    }

    /** There while a running server may not have read the file yet. */
    private static Path unread(Tls tls) {
        return tls.file().resolveSibling(tls.file().getFileName() + ".unread");
    }
}
