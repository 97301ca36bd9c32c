package vektra.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The launcher, made of a template: in a pattern such as {@code @QUICK@)} go the names of the commands with that trait. */
final class LauncherScript {
    private static final Pattern MARK = Pattern.compile("@([A-Z_]+)@");

    private LauncherScript() {}

    static String of(String template, Commands commands) {
        for (Trait trait : Trait.values()) {
            if (trait.ofLauncher() && !template.contains("@" + trait + "@")) {
                throw new IllegalStateException("the launcher has no place for " + trait);
            }
        }
        return MARK.matcher(template)
                .replaceAll(mark -> Matcher.quoteReplacement(String.join(" | ", words(mark.group(1), commands))));
    }

    private static List<String> words(String mark, Commands commands) {
        return switch (mark) {
            case "OPTIONS_WITH_VALUE" -> Arguments.TAKE_VALUES;
            case "TYPED_IN_WORDS" -> List.of(Arguments.RESOURCES);
            case "BEFORE_THEM" -> List.of(Arguments.RACK);
            default -> commands.names(Trait.valueOf(mark));
        };
    }
}
