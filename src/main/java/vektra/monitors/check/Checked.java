package vektra.monitors.check;

import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Status;

/**
 * How a check ended.
 *
 * @param exit the status of an HTTP response; null where there was none
 * @param reason one line without a secret: what failed, or what a success does not prove; else null
 */
public record Checked(
        Status status, @Nullable Integer exit, @Nullable String reason) {
    /** All is as it should be. */
    public static final Checked SUCCESS = new Checked(Status.SUCCESS, null, null);

    static Checked failure(String reason) {
        return new Checked(Status.FAILURE, null, reason);
    }
}
