package vektra.monitors.check;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Settings;

/**
 * What a check has to find.
 *
 * @param status of an HTTP response; 0 for any from 200 to 299
 * @param pattern what the body of a response, the first bytes of a TCP connection or an address must match somewhere; null
 *     when anything will do
 * @param days how long a certificate must be valid yet
 */
public record Expected(int status, @Nullable Pattern pattern, int days) {
    private static final int DAYS = 14;

    /** That there is an answer. */
    public static final Expected DEFAULT = new Expected(0, null, DAYS);

    /** What the settings of a monitor ask for. */
    public static Expected of(Settings settings) {
        return new Expected(settings.status(), settings.pattern(), DAYS);
    }

    /** The same of certificates that must be valid for so long. */
    public Expected days(int other) {
        return new Expected(status, pattern, other);
    }

    boolean isExpected(int code) {
        return status == 0 ? code / 100 == 2 : code == status;
    }

    /** The failure of a text that does not match; empty when it does. */
    Optional<Checked> mismatch(String what, String text) {
        return pattern == null || pattern.matcher(text).find()
                ? Optional.empty()
                : Optional.of(Checked.failure(what + " does not match " + pattern));
    }
}
