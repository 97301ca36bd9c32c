package vektra.model.logs;

import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * What log lines have in common that come from one program.
 *
 * @param app whose program it is; a name of any kind, since a listener takes what comes
 * @param process which of the app's programs, such as {@code web.1}
 * @param host the machine it runs on
 * @param server whether it is a managed server, not an app
 */
public record LogStream(String app, String process, String host, boolean server) {
    /** The app under which Vektra itself tells of lost lines, and managed servers log. */
    public static final String VEKTRA = "vektra";

    /** The name of a process as someone typed it, which must be 1 to 128 visible ASCII characters. */
    public static String checkedProcess(String name) {
        if (!name.matches("[!-~]{1,128}")) {
            throw VektraException.invalid(
                    Shown.quoted(name) + " is not the name of a process",
                    "1 to 128 visible ASCII characters without a space, such as web.1");
        }
        return name;
    }
}
