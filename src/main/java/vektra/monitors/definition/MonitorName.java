package vektra.monitors.definition;

import java.util.regex.Pattern;
import vektra.monitors.check.Checks;

/**
 * The names of a monitor, all made of one: that of the process which a Procfile, a formation and log lines have, and that
 * of what is monitored.
 *
 * @param path below the folder of monitors, such as {@code git/clone}, or a built-in monitor such as {@code addon:orders}
 */
public record MonitorName(String path) {
    /** The folder of monitors, and the beginning of the names of their processes. */
    public static final String FOLDER = "monitors";

    private static final String PREFIX = FOLDER + "_";
    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9]+");
    private static final Pattern INSTANCE = Pattern.compile("\\.[0-9]{1,4}$");
    /** As the documentation of Ferret has it. */
    private static final Pattern SINGULAR = Pattern.compile("^monitors?_+");

    /** Whether it names a built-in monitor, which needs no file. */
    public boolean isBuiltIn() {
        return Checks.isCheck(path);
    }

    /** Such as {@code monitors_git_clone}. */
    public String process() {
        return PREFIX + plain(path);
    }

    /** Of one of several that run side by side, such as {@code monitors_git_clone.1}. */
    public String process(int instance) {
        return process() + "." + instance;
    }

    /** The last two parts of the path, such as {@code git.clone}. */
    public String source() {
        int second = isBuiltIn() ? path.indexOf(':') : path.lastIndexOf('/');
        String group = path.substring(0, second);
        return plain(group.substring(group.lastIndexOf('/') + 1)) + "." + plain(path.substring(second + 1));
    }

    /**
     * The process that is meant by what may be its name, with or without a number, a path, or a source: all of
     * {@code monitors_git_clone.1}, {@code monitor_git_clone}, {@code ./monitors/git/clone}, {@code git/clone} and
     * {@code git.clone}.
     */
    public static String process(String word) {
        if (Checks.isCheck(word)) {
            return new MonitorName(word).process();
        }
        String name = word.contains("_") ? INSTANCE.matcher(word).replaceFirst("") : word;
        return PREFIX + SINGULAR.matcher(plain(name)).replaceFirst("");
    }

    private static String plain(String text) {
        String all = OTHER.matcher(text).replaceAll("_");
        int from = all.startsWith("_") ? 1 : 0;
        return all.substring(from, all.length() > from && all.endsWith("_") ? all.length() - 1 : all.length());
    }
}
