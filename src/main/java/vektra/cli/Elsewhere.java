package vektra.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import vektra.cli.remote.AtTerminal;
import vektra.cli.terminal.Terminal;
import vektra.model.text.VektraException;
import vektra.remote.Remote;
import vektra.remote.RemoteServer;
import vektra.remote.Remotes;
import vektra.remote.Wanted;

/** Has a command run by a server on another machine, which is sent its words and what they mean at this place. */
record Elsewhere(Terminal terminal, Map<String, String> environment, String version) {
    /** Names the remote where no option does. */
    static final String VARIABLE = "VEKTRA_REMOTE";

    /** Commands that are about this machine wherever others run. */
    private static final Set<String> HERE = Set.of("help", "version", "completion", "login", "logout", "remotes");

    /** The remote that a call means, which is taken from its words; null for this machine. */
    @Nullable
    String meant(Commands commands, @Nullable String name, List<String> arguments) {
        String given = null;
        if (arguments.stream().anyMatch(word -> word.startsWith(Arguments.REMOTE))) {
            Commands.Entry entry = name == null ? null : commands.find(name);
            // only what ends in a program must be known by its options, to find where the program's own begin
            given = take(
                    arguments,
                    entry != null && entry.is(Trait.BECOMES_A_PROGRAM)
                            ? commands.make(entry, () -> null).spec()
                            : null);
        }
        String meant = given == null ? environment.getOrDefault(VARIABLE, "") : given;
        return meant.isEmpty() || name == null || HERE.contains(name) ? null : meant;
    }

    /** Runs it there, and returns its exit code. */
    int run(String remote, Commands.Entry entry, List<String> arguments) {
        if (entry.is(Trait.STAYS)) {
            throw Rights.stays(entry.name());
        }
        List<String> words = new ArrayList<>(List.of(entry.name()));
        words.addAll(arguments);
        return server(remote)
                .run(
                        new Wanted(words, seen(words), terminal.terminals(), terminal.columns()),
                        new AtTerminal(terminal));
    }

    RemoteServer server(String name) {
        Remote remote = Remotes.of(environment).named(name);
        return new RemoteServer(remote, version);
    }

    /** What a command sees of the environment: how to print, the app, and what {@code --…-env NAME} names. */
    private Map<String, String> seen(List<String> words) {
        Map<String, String> seen = new LinkedHashMap<>();
        for (String name : Wanted.visible(words)) {
            String value = environment.get(name);
            if (value != null) {
                seen.put(name, value);
            }
        }
        return seen;
    }

    /**
     * Takes the remote that is named before what is a program's own; null where none is.
     *
     * @param program the command where it ends in one
     */
    private static @Nullable String take(List<String> arguments, @Nullable CommandSpec program) {
        boolean stops = program != null && program.parser().stopAtPositional();
        String remote = null;
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.equals("--") || (stops && !word.startsWith("-"))) {
                break;
            }
            if (word.equals(Arguments.REMOTE)) {
                if (i + 1 == arguments.size()) {
                    throw VektraException.invalid("--remote needs a name", "see: vektra remotes");
                }
                arguments.remove(i);
                remote = arguments.remove(i);
                i--;
            } else if (word.startsWith(Arguments.REMOTE + "=")) {
                remote = arguments.remove(i).substring(Arguments.REMOTE.length() + 1);
                i--;
            } else if (takesValue(word, program)) {
                i++;
            }
        }
        return remote;
    }

    private static boolean takesValue(String word, @Nullable CommandSpec program) {
        OptionSpec option = program == null ? null : program.findOption(word);
        return Arguments.TAKE_VALUES.contains(word)
                || (option != null && option.arity().min() > 0);
    }
}
