package vektra.aws;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import vektra.model.addon.Credentials;
import vektra.model.service.ConfigVar;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.model.text.Sha256;

/** What a client signs its requests with. */
public record AccessKey(String id, Secret secret) {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SECRET_LENGTH = 40;
    private static final String PREFIX = "AKVEKTRA";
    private static final Pattern ID = Pattern.compile(PREFIX + "[0-9A-F]{12}");

    /** The id of the key that those credentials are: 20 characters, as AWS has them. */
    public static String id(String credentials) {
        return PREFIX + credentials.toUpperCase(Locale.ROOT);
    }

    /** The credentials whose key has that id. */
    public static String credentials(String id) {
        return id.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    }

    /** Whether a text is the id of a key of some credentials. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /**
     * The key that credentials are: their password, filled up to the 40 letters and digits that some tools insist on.
     *
     * @param filling with a given password it gives one secret, and so never changes
     */
    public static AccessKey of(Credentials credentials, String filling) {
        return new AccessKey(credentials.user(), secret(credentials.password(), filling));
    }

    /** The key in the config vars of an app, by their documented names; UNAVAILABLE when the app has none. */
    public static AccessKey in(Map<String, String> vars, String prefix) {
        return new AccessKey(
                ConfigVar.required(vars, prefix + "_ACCESS_KEY_ID"),
                new Secret(ConfigVar.required(vars, prefix + "_SECRET_ACCESS_KEY")));
    }

    /** The key of the administrator of a server. */
    public static AccessKey administrator(Server server) {
        String[] user = URI.create(server.adminUrl().reveal()).getUserInfo().split(":", 2);
        return new AccessKey(user[0], new Secret(user[1]));
    }

    private static Secret secret(Secret password, String filling) {
        byte[] digest = Sha256.of(filling + " " + password.reveal());
        StringBuilder text = new StringBuilder(password.reveal());
        for (int i = 0; text.length() < SECRET_LENGTH; i++) {
            text.append(ALPHABET.charAt((digest[i] & 0xff) % ALPHABET.length()));
        }
        return new Secret(text.toString());
    }
}
