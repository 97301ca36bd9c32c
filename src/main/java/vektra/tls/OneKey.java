package vektra.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The one key of a server, or of a client that shows a certificate. A key store would encrypt it under a password that is none and decrypt it again: 20,000 rounds
 * of SHA-256, which take a JVM that has just started more than half a second.
 */
final class OneKey extends X509ExtendedKeyManager {
    private static final String ALIAS = "key";

    private final PrivateKey key;
    private final X509Certificate[] chain;

    OneKey(PrivateKey key, Certificate... chain) {
        this.key = key;
        this.chain = Arrays.copyOf(chain, chain.length, X509Certificate[].class);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return fits(type) ? ALIAS : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return fits(type) ? ALIAS : null;
    }

    /** A type may name the algorithm of the signature as well: {@code EC_RSA}. */
    private boolean fits(String type) {
        return type.split("_", 2)[0].equals(chain[0].getPublicKey().getAlgorithm());
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return fits(type) ? new String[] {ALIAS} : null;
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return getServerAliases(type, issuers);
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return Arrays.stream(types).anyMatch(this::fits) ? ALIAS : null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return alias.equals(ALIAS) ? chain.clone() : null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return alias.equals(ALIAS) ? key : null;
    }
}
