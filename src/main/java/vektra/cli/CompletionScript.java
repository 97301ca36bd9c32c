package vektra.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import vektra.cli.terminal.ShellPlan;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;

/**
 * The completion script of a shell: how that shell completes, which is a resource, and a table of what there is to
 * complete, the same for all shells. A row of the table is {@code COMMAND|WORD|KIND|DESCRIPTION}: a word that the command
 * takes, or {@code *} for its arguments, and what kind of value follows it or stands there. The command {@code @KIND} has
 * the words of a kind; {@code @app}, {@code @addon}, {@code @file} and {@code @program} are the shell's own to find.
 */
final class CompletionScript {
    static final List<String> SHELLS = List.of("bash", "zsh", "fish");
    private static final String PLACE_OF_TABLE = "'TABLE'";

    /** Commands may share an option, and with it the words that it takes. */
    private final Set<String> rows = new LinkedHashSet<>();

    private CompletionScript() {}

    static String of(String shell, Commands commands, List<Service> services) {
        CompletionScript script = new CompletionScript();
        script.rowsOf(commands, services);
        // each of the three shells reads a word in single quotes alike
        return template(shell).replace(PLACE_OF_TABLE, ShellPlan.quoted(String.join("\n", script.rows)));
    }

    private static String template(String shell) {
        try (InputStream in = CompletionScript.class.getResourceAsStream("completion." + shell)) {
            if (in == null) {
                throw new IllegalStateException("vektra.jar has no completion." + shell);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void rowsOf(Commands commands, List<Service> services) {
        row("", "-a", "app", "the app");
        row("", "--app", "app", "the app");
        row("", "--help", "", "show help");
        row("", "--version", "", "show the versions");
        row("@command", "help", "", "show help on a topic or a command");
        row("help", "*", "help", "a topic or a command");
        row("@help", Help.ALL, "", "all commands");
        for (Topic topic : Topic.values()) {
            row("@help", topic.word(), "", topic.summary());
        }
        for (Commands.Entry entry : commands.all()) {
            row("@command", entry.name(), "", entry.summary());
            if (Topic.find(entry.name()).isEmpty()) {
                row("@help", entry.name(), "", entry.summary());
            }
            rowsOf(Described.of(commands, entry, services));
        }
        for (Service service : services) {
            row("@service", service.name().value(), "", service.description());
            if (!service.shipsLogs()) {
                row("@plan", service.name().value(), "", service.description());
                service.plans()
                        .forEach(plan -> row("@plan", service.name() + ":" + plan.name(), "", plan.description()));
            }
        }
        SHELLS.forEach(shell -> row("@shell", shell, "", ""));
    }

    private void rowsOf(Described command) {
        String name = command.entry().name();
        for (PositionalParamSpec argument : command.spec().positionalParameters()) {
            row(name, "*", kind(argument.paramLabel()), String.join(" ", argument.description()));
        }
        command.spec().options().forEach(option -> rowsOf(name, option, kind(option.paramLabel())));
        command.ofServices()
                .forEach((service, options) -> options.forEach(option -> {
                    String kind = service.option(option.longestName().substring(2))
                            .map(described -> choices(service, described))
                            .orElseGet(() -> kind(option.paramLabel()));
                    rowsOf(name + " " + service.name(), option, kind);
                }));
    }

    private void rowsOf(String command, OptionSpec option, String kind) {
        boolean takesValue = option.arity().max() > 0;
        for (String word : option.names()) {
            row(command, word, takesValue ? kind : "", Described.text(option));
        }
    }

    /** The kind of an option's values, with its words where there are but a few. */
    private String choices(Service service, ServiceOption option) {
        List<String> words = option.type() == ServiceOption.Type.BOOLEAN ? List.of("true", "false") : option.choices();
        if (words.isEmpty()) {
            return "text";
        }
        String kind = service.name() + "/" + option.name();
        words.forEach(word -> row("@" + kind, word, "", ""));
        return kind;
    }

    /** What the label of a parameter stands for. */
    private static String kind(String label) {
        return switch (label) {
            case "APP" -> "app";
            case "SERVICE", "SERVICE|ADDON" -> "service";
            case "SERVICE[:PLAN]", "SERVICE:PLAN" -> "plan";
            case "ADDON" -> "addon";
            case "DRAIN", "DRAIN|URL" -> "drain";
            case "FILE" -> "file";
            case "COMMAND" -> "program";
            case "SHELL" -> "shell";
            default -> "text";
        };
    }

    private void row(String command, String word, String kind, String description) {
        rows.add(String.join("|", command, word, kind, description));
    }
}
