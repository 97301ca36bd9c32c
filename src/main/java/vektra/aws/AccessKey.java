package vektra.aws;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import vektra.model.addon.Credentials;
import vektra.model.service.Server;
import vektra.model.text.Secret;

/** What a client signs its requests with. */
public record AccessKey(String id, Secret secret) {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SECRET_LENGTH = 40;

    /**
     * The key that credentials are: their password, filled up to the 40 letters and digits that some tools insist on.
     *
     * @param filling with a given password it gives one secret, and so never changes
     */
    public static AccessKey of(Credentials credentials, String filling) {
        return new AccessKey(credentials.user(), secret(credentials.password(), filling));
    }

    /** The key of the administrator of a server. */
    public static AccessKey administrator(Server server) {
        String[] user = URI.create(server.adminUrl().reveal()).getUserInfo().split(":", 2);
        return new AccessKey(user[0], new Secret(user[1]));
    }

    private static Secret secret(Secret password, String filling) {
        byte[] digest = digest(filling + " " + password.reveal());
        StringBuilder text = new StringBuilder(password.reveal());
        for (int i = 0; text.length() < SECRET_LENGTH; i++) {
            text.append(ALPHABET.charAt((digest[i] & 0xff) % ALPHABET.length()));
        }
        return new Secret(text.toString());
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
