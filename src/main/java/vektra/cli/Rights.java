package vektra.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParseResult;
import vektra.addons.core.Options;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Optioned;
import vektra.cli.command.VektraCommand;
import vektra.model.Token;
import vektra.model.service.Service;
import vektra.model.text.VektraException;

/** What a command that is run for a token needs of it: decided by its row in the table, and by whether it changes something. */
record Rights(Token token) {
    /** Arguments that name a file, which would be one of the server's machine. */
    private static final List<String> FILES = List.of("FILE", "FOLDER", "PATH");

    private static final String STREAM = "-";
    private static final String REVEAL = "--reveal";

    /** The scope that a command needs. */
    static Token.Scope needed(Commands.Entry entry, VektraCommand<?> command) {
        if (entry.is(Trait.OPERATES)) {
            return Token.Scope.ADMIN;
        }
        if (command instanceof Changing) {
            return Token.Scope.WRITE;
        }
        return entry.is(Trait.SHOWS) ? Token.Scope.VIEW : Token.Scope.READ;
    }

    /** Refuses what the token does not allow, and what would happen at the wrong machine. */
    void check(Commands.Entry entry, VektraCommand<?> command, ParseResult parsed) {
        if (entry.is(Trait.STAYS) || entry.is(Trait.REACHES)) {
            throw stays(entry.name());
        }
        if (parsed.hasMatchedOption(Arguments.REMOTE)) {
            throw VektraException.invalid(
                    "a command that came from another machine is not sent on", "leave --remote out");
        }
        require(needed(entry, command), entry.name());
        if (parsed.hasMatchedOption(REVEAL)) {
            require(Token.Scope.READ, entry.name() + " with " + REVEAL);
        }
        parsed.matchedOptions().forEach(Rights::refuseFiles);
        parsed.matchedPositionals().forEach(Rights::refuseFiles);
    }

    /** Refuses options of a service that are no app's business; what the service does not have is INVALID. */
    void checkOptions(Commands.Entry entry, Optioned command, Invocation with) {
        if (token.scope().allows(Token.Scope.ADMIN) || command.optionNames().isEmpty()) {
            return;
        }
        Service service = with.verbs().catalogue().describe(command.optionsOf(with));
        for (String typed : command.optionNames()) {
            String name = Options.respelled(service, Map.of(typed, ""))
                    .keySet()
                    .iterator()
                    .next();
            if (!Options.option(service, name).forAddons()) {
                require(Token.Scope.ADMIN, entry.name() + " with --" + name);
            }
        }
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
