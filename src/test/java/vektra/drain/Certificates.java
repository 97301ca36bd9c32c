package vektra.drain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority of a test's own and what it signs, made by openssl in a folder. */
public final class Certificates {
    private static final char[] PASSWORD = "test".toCharArray();

    private final Path folder;

    public Certificates(Path folder) {
        this.folder = folder;
        openssl(request("ca", "-x509", "-days", "30"));
    }

    /** The authority's certificate, for {@code --ca}. */
    public Path ca() {
        return folder.resolve("ca.crt");
    }

    /**
     * Signs a certificate: {@code <name>.crt} and {@code <name>.key}.
     *
     * @param hosts such as {@code DNS:localhost,IP:127.0.0.1}
     * @param days how long it is valid; one that has expired has a negative number
     */
    public Certificates sign(String name, String hosts, int days) {
        openssl(request(name, "-addext", "subjectAltName=" + hosts));
        openssl(
                "x509",
                "-req",
                "-in",
                name + ".crt",
                "-CA",
                "ca.crt",
                "-CAkey",
                "ca.key",
                "-CAcreateserial",
                "-copy_extensions",
                "copy",
                "-days",
                String.valueOf(days),
                "-out",
                name + ".signed");
        try {
            Files.move(folder.resolve(name + ".signed"), certificate(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Makes one that signs itself. */
    public Certificates signItself(String name, String hosts) {
        openssl(request(name, "-x509", "-days", "30", "-addext", "subjectAltName=" + hosts));
        return this;
    }

    public Path certificate(String name) {
        return folder.resolve(name + ".crt");
    }

    public Path key(String name) {
        return folder.resolve(name + ".key");
    }

    /** What a server in this process presents. */
    public SSLContext context(String name) throws IOException, GeneralSecurityException {
        openssl(
                "pkcs12",
                "-export",
                "-in",
                name + ".crt",
                "-inkey",
                name + ".key",
                "-out",
                name + ".p12",
                "-passout",
                "pass:" + new String(PASSWORD));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static String[] request(String name, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "req",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-subj",
                "/CN=" + name,
                "-keyout",
                name + ".key",
                "-out",
                name + ".crt"));
        all.addAll(List.of(more));
        return all.toArray(new String[0]);
    }

    private void openssl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
