package vektra.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The launcher, made of a template: in a pattern such as {@code @QUICK@)} go the names of the commands with that trait. */
final class LauncherScript {
    private static final Pattern MARK = Pattern.compile("@([A-Z_]+)@");
    private static final String OPTIONS = "OPTIONS_WITH_VALUE";

    private LauncherScript() {}

    static String of(String template, Commands commands) {
        for (Trait trait : Trait.values()) {
            if (!template.contains("@" + trait + "@")) {
                throw new IllegalStateException("the launcher has no place for " + trait);
            }
        }
        return MARK.matcher(template)
                .replaceAll(mark -> Matcher.quoteReplacement(String.join(" | ", words(mark.group(1), commands))));
    }

    private static List<String> words(String mark, Commands commands) {
        return mark.equals(OPTIONS) ? Arguments.TAKE_VALUES : commands.names(Trait.valueOf(mark));
    }
}
