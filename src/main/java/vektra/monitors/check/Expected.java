package vektra.monitors.check;

import java.time.Duration;
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
 * @param certificate how long a certificate must still be valid
 */
public record Expected(int status, @Nullable Pattern pattern, Duration certificate) {
    /** That there is an answer. */
    public static final Expected DEFAULT = of(Settings.DEFAULT);

    /** What the settings of a monitor ask for. */
    public static Expected of(Settings settings) {
        return new Expected(settings.status(), settings.pattern(), settings.certificate());
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
