package vektra.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import vektra.cli.command.Picocli;
import vektra.cli.command.ResourceCommand;
import vektra.cli.command.VektraCommand;
import vektra.model.name.AppName;
import vektra.model.text.Nearest;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** The words of one call: which is the command, and how the others get into it. */
final class Arguments {
    /** The machine that the command runs on, where it is another one. */
    static final String REMOTE = "--remote";

    /** The options of every command that are followed by a value. */
    static final List<String> TAKE_VALUES = List.of("-a", "--app", "--timeout", REMOTE);

    /** Before {@link #RESOURCES}, for those of the rack. */
    static final String RACK = "rack";
    /** The command whose sub-commands can be typed as words of their own. */
    static final String RESOURCES = "resources";

    private Arguments() {}

    /**
     * Takes the command. Convox's are several words: {@code resources info} is {@code resources:info}, and {@code rack
     * resources} the same with an option.
     */
    static @Nullable String takeCommand(List<String> arguments, Predicate<String> isCommand) {
        String first = takeWord(arguments, word -> true);
        boolean ofRack = RACK.equals(first) && takeWord(arguments, RESOURCES::equals) != null;
        if (ofRack) {
            first = RESOURCES;
            arguments.add(0, ResourceCommand.RACK);
        }
        if (RESOURCES.equals(first)) {
            String second = takeWord(arguments, word -> isCommand.test(RESOURCES + ":" + word));
            return second == null ? first : RESOURCES + ":" + second;
        }
        return first;
    }

    /** Takes the first word that is neither an option nor the value of one; options before it stay in front. */
    private static @Nullable String takeWord(List<String> arguments, Predicate<String> wanted) {
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (TAKE_VALUES.contains(word)) {
                i++;
            } else if (!word.startsWith("-")) {
                return wanted.test(word) ? arguments.remove(i) : null;
            }
        }
        return null;
    }

    /** Those that are no value of an option that every command has. */
    static List<String> words(List<String> arguments) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (TAKE_VALUES.contains(arguments.get(i))) {
                i++;
            } else {
                words.add(arguments.get(i));
            }
        }
        return words;
    }

    static CommandLine line(Commands.Entry entry, VektraCommand<?> command) {
        command.spec().name("vektra " + entry.name());
        return Picocli.line(command.spec());
    }

    /** Puts the arguments into the command. */
    static CommandLine.ParseResult parse(Commands.Entry entry, VektraCommand<?> command, List<String> arguments) {
        CommandLine line = line(entry, command);
        try {
            return line.parseArgs(arguments.toArray(new String[0]));
        } catch (CommandLine.ParameterException e) {
            String help = "see: vektra " + entry.name() + " --help";
            throw e instanceof CommandLine.UnmatchedArgumentException unmatched
                    ? unmatched(unmatched.getUnmatched().get(0), command, arguments, help)
                    : VektraException.invalid(Shown.plain(uncapital(String.valueOf(e.getMessage()))), help);
        }
    }

    /** A word that the command has no place for. What follows an option's name may be a secret and is not repeated. */
    private static VektraException unmatched(
            String word, VektraCommand<?> command, List<String> arguments, String help) {
        if (!word.startsWith("-")) {
            boolean app = command.spec().findOption("-a") != null
                    && AppName.isValid(word)
                    && arguments.stream().noneMatch(given -> given.matches("-a.*|--app(=.*)?"));
            return VektraException.invalid(
                    "unexpected argument " + Shown.quoted(word),
                    (app ? "an app is named by -a " + word + "; " : "") + help);
        }
        boolean named = word.startsWith("--");
        String option = named ? word.replaceFirst("(?s)=.*", "") : word.substring(0, Math.min(2, word.length()));
        return VektraException.invalid(
                "unknown option " + Shown.quoted(option),
                (named
                                ? Nearest.to(option, command.spec().optionsMap().keySet())
                                        .map(near -> "did you mean " + near + "? ")
                                        .orElse("")
                                : "")
                        + help);
    }

    private static String uncapital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    /** A number of seconds that was typed, or what holds without one. */
    static Duration timeout(@Nullable String given, Duration usual) {
        if (given == null) {
            return usual;
        }
        if (!given.matches("[0-9]{1,4}(\\.[0-9]{1,3})?") || Double.parseDouble(given) <= 0) {
            throw VektraException.invalid(
                    Shown.quoted(given) + " is not a number of seconds", "for example --timeout 10");
        }
        return Duration.ofMillis(Math.round(Double.parseDouble(given) * 1000));
    }
}
