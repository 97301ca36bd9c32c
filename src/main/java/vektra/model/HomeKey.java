package vektra.model;

import java.util.List;
import java.util.Map;

/** Environment variables that say which key opens an encrypted home. */
public final class HomeKey {
    /** The key itself, in base64; programs that Vektra starts do not get it. */
    public static final String KEY = "VEKTRA_KEY";

    /** The path of a file that holds it. */
    public static final String FILE = "VEKTRA_KEY_FILE";

    /** What AWS KMS encrypted it to, in base64. */
    public static final String KMS = "VEKTRA_KEY_KMS";

    /** A command that prints it. */
    public static final String COMMAND = "VEKTRA_KEY_COMMAND";

    /** All of them, in the order in which they are asked; another Vektra process needs them too. */
    public static final List<String> VARIABLES = List.of(KEY, FILE, KMS, COMMAND);

    /** The folder of credentials that systemd gives a service. */
    public static final String CREDENTIALS = "CREDENTIALS_DIRECTORY";

    /** The name of the credential with the key. */
    public static final String CREDENTIAL = "vektra-key";

    private HomeKey() {}

    /** Takes the key out of the environment of a program that is to be started. */
    public static void hide(Map<String, String> environment) {
        environment.remove(KEY);
    }
}
