package vektra.monitors.definition;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Settings;

/**
 * A monitor that can be run.
 *
 * @param file what is executed; null for a built-in one
 * @param check the built-in one that does the work, such as {@code https://example.com}; null where a file does
 */
public record Definition(
        MonitorName name, @Nullable Path file, @Nullable String check, Settings settings) {
    static Definition ofFile(MonitorName name, Path file, Settings settings) {
        return new Definition(name, file, null, settings);
    }

    static Definition ofCheck(MonitorName name, String check, Settings settings) {
        return new Definition(name, null, check, settings);
    }

    /** One that needs no file, as it is without settings. */
    public static Definition builtIn(String check) {
        return ofCheck(new MonitorName(check), check, Settings.DEFAULT);
    }

    /** The same with another interval. */
    Definition every(Duration interval) {
        return new Definition(name, file, check, settings.every(interval));
    }

    /** Such as {@code monitors_git_clone}. */
    public String process() {
        return name.process();
    }

    /** Such as {@code git.clone}. */
    public String source() {
        return name.source();
    }
}
