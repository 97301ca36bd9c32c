package vektra.cli;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParseResult;
import vektra.cli.command.Changing;
import vektra.cli.command.VektraCommand;
import vektra.model.Token;
import vektra.model.service.Service;
import vektra.model.text.VektraException;

/** What a command that is run for a token needs of it: decided by its row in the table, and by whether it changes something. */
record Rights(Token token) {
    /** Arguments that name a file, which would be one of the server's machine. */
    private static final List<String> FILES = List.of("FILE", "FOLDER", "PATH");

    private static final String STREAM = "-";

    /** The scope that a command needs. */
    static Token.Scope needed(Commands.Entry entry, VektraCommand<?> command) {
        if (entry.is(Trait.OPERATES)) {
            return Token.Scope.ADMIN;
        }
        return command instanceof Changing ? Token.Scope.WRITE : Token.Scope.READ;
    }

    /** Refuses what the token does not allow, and what would happen at the wrong machine. */
    void check(
            Commands.Entry entry,
            VektraCommand<?> command,
            ParseResult parsed,
            List<String> arguments,
            Function<List<String>, @Nullable Service> service) {
        if (entry.is(Trait.STAYS) || entry.is(Trait.REACHES)) {
            throw stays(entry.name());
        }
        if (parsed.hasMatchedOption(Arguments.REMOTE)) {
            throw VektraException.invalid(
                    "a command that came from another machine is not sent on", "leave --remote out");
        }
        if (!token.isForAll()) {
            throw VektraException.conflict(
                    "the token " + token.name() + " is limited to some apps, and commands see all",
                    "use the HTTP API, or a token without --apps");
        }
        require(needed(entry, command), entry.name());
        operators(entry, arguments, service);
        parsed.matchedOptions().forEach(Rights::refuseFiles);
        parsed.matchedPositionals().forEach(Rights::refuseFiles);
    }

    /** Options that are no app's business, which only a command for add-ons takes behind {@code --}. */
    private void operators(
            Commands.Entry entry, List<String> arguments, Function<List<String>, @Nullable Service> service) {
        int options = arguments.indexOf("--");
        Service described =
                options < 0 || token.scope().allows(Token.Scope.ADMIN) ? null : service.apply(withoutPlans(arguments));
        if (described == null) {
            return;
        }
        for (String word : arguments.subList(options, arguments.size())) {
            String name = word.replaceFirst("^--(no-)?", "").replaceFirst("(?s)=.*", "");
            if (word.startsWith("--")
                    && described.options().stream()
                            .filter(option -> option.name().equals(name))
                            .anyMatch(option -> !option.forAddons())) {
                require(Token.Scope.ADMIN, entry.name() + " with --" + name);
            }
        }
    }

    private static List<String> withoutPlans(List<String> words) {
        return words.stream().map(word -> word.replaceFirst("(?s):.*", "")).toList();
    }

    private void require(Token.Scope needed, String what) {
        if (!token.scope().allows(needed)) {
            throw VektraException.conflict(
                    what + " needs a token of scope " + needed.word() + "; " + token.name() + " has "
                            + token.scope().word(),
                    "get one there: vektra tokens:create NAME --scope " + needed.word());
        }
    }

    private static void refuseFiles(ArgSpec argument) {
        boolean file = FILES.contains(argument.paramLabel());
        boolean stream = argument.stringValues().stream().allMatch(STREAM::equals);
        if (!file || stream) {
            return;
        }
        String description = String.join(" ", argument.description());
        throw VektraException.invalid(
                argument.paramLabel() + " would be one of the server's machine",
                description.contains("standard input")
                        ? "pipe the file: - < FILE"
                        : description.contains("standard output")
                                ? "write to standard output: … > FILE"
                                : "type the command on that machine");
    }

    /** What is refused for every token. */
    static VektraException stays(String name) {
        return VektraException.conflict(
                name + " is about the machine and folder that it is typed in, and is not run elsewhere",
                "type it on that machine, or for this one add --remote=");
    }
}
