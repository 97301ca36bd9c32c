package vektra.model.app;

import java.util.Locale;
import java.util.Optional;
import vektra.model.service.ServiceOption;

/**
 * How much data there should be at most, as a manifest says it: {@code 20}, which counts GB, or {@code 500MB}.
 *
 * @param text as it is written
 */
public record Storage(String text, long bytes) {
    /** What a text says; empty for another. */
    public static Optional<Storage> of(String text) {
        String size = text.matches("[0-9]+") ? text + "gb" : text.toLowerCase(Locale.ROOT);
        return size.matches("[1-9][0-9]{0,8}(kb|mb|gb)")
                ? Optional.of(new Storage(text, ServiceOption.bytes(size)))
                : Optional.empty();
    }
}
