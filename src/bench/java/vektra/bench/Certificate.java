package vektra.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The certificate of the sink, which signs itself. */
record Certificate(Path store, Path pem) {
    private static final String PASSWORD = "bench-only";

    static Certificate make(Workshop workshop) throws IOException, InterruptedException {
        Certificate made = new Certificate(workshop.file("cert.p12"), workshop.file("cert.pem"));
        List<String> in = List.of("-alias", "sink", "-keystore", made.store.toString(), "-storepass", PASSWORD);
        keytool(
                workshop,
                in,
                List.of("-genkeypair", "-keyalg", "RSA", "-keysize", "2048", "-validity", "2", "-storetype", "PKCS12"),
                List.of("-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-ext", "bc=ca:true"));
        keytool(workshop, in, List.of("-exportcert", "-rfc"), List.of("-file", made.pem.toString()));
        return made;
    }

    private static void keytool(Workshop workshop, List<String> store, List<String> what, List<String> how)
            throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("keytool"));
        command.addAll(what);
        command.addAll(how);
        command.addAll(store);
        workshop.run(Map.of(), command);
    }

    /** What a server with this certificate needs. */
    static SSLContext context(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
