package vektra.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import vektra.cli.command.ExitCode;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Roff;

/** Man pages, from the same specifications that parse the command line. */
final class ManPage {
    private static final Map<String, String> ENVIRONMENT = new java.util.TreeMap<>(Map.ofEntries(
            Map.entry("VEKTRA_HOME", "The folder that holds everything; ~/.vektra when it is not set."),
            Map.entry(
                    "VEKTRA_STORE",
                    "An etcd that keeps what several hosts share, such as etcd://h1:2379,h2:2379,h3:2379; files in"
                            + " VEKTRA_HOME when it is not set."),
            Map.entry("VEKTRA_APP", "The app of commands that name none."),
            Map.entry("VEKTRA_MAVEN_URL", "Where server software is fetched from instead of Maven Central."),
            Map.entry(
                    "VEKTRA_PORTS",
                    "The ports that new servers get theirs from, such as 20000-20099; 20000-32767 as installed."),
            Map.entry("VEKTRA_DEBUG", "When it is set, a bug is reported with its whole stack trace."),
            Map.entry("JAVA_HOME", "The Java that Vektra runs with when it is 17 or newer; else the newest one found."),
            Map.entry("NO_COLOR", "When it is set, output has no colors."),
            Map.entry("VEKTRA_KEY", "The key of an encrypted home, in base64."),
            Map.entry("VEKTRA_KEY_FILE", "The absolute path of a file with that key, outside of the home."),
            Map.entry(
                    "VEKTRA_KEY_KMS",
                    "That key, encrypted by AWS KMS, in base64; the variables of AWS's clients say where."),
            Map.entry("VEKTRA_KEY_COMMAND", "A shell command that prints that key; asked last.")));

    private final Manual manual;
    private final String version;
    private final String date;

    ManPage(Manual manual, String version, String date) {
        this.manual = manual;
        this.version = version;
        this.date = date;
    }

    /** Such as {@code vektra-addons-bind}: no colon, which a file name cannot have everywhere. */
    static String title(String command) {
        return "vektra-" + command.replace(':', '-');
    }

    /** The page of Vektra as a whole. */
    String ofVektra(Commands commands) {
        Roff page = page("vektra");
        page.section("NAME");
        page.words("vektra - databases and caches for the apps that you run yourself");
        page.section("SYNOPSIS");
        page.line(Roff.bold("vektra") + " " + Roff.italic("COMMAND") + " [" + Roff.bold("-a") + " " + Roff.italic("APP")
                + "] [" + Roff.bold("--json") + "] [" + Roff.italic("OPTIONS") + "]");
        page.section("DESCRIPTION");
        page.words(manual.of("vektra").description());
        for (Topic topic : Topic.values()) {
            page.section("COMMANDS: " + topic.word().toUpperCase(Locale.ROOT));
            commands.of(topic).forEach(entry -> page.term(Roff.bold(entry.name()), entry.summary()));
        }
        page.section("WHICH APP");
        page.words("An app is named by -a APP before or after the command, else by VEKTRA_APP, else by a file called"
                + " .vektra in the folder or above it, whose first line is the name and which vektra use has allowed.");
        examples(page, "vektra");
        page.section("EXIT STATUS");
        ExitCode.meanings().forEach((code, meaning) -> page.term(Roff.bold(code.toString()), meaning));
        page.section("ENVIRONMENT");
        ENVIRONMENT.forEach((name, meaning) -> page.term(Roff.bold(name), meaning));
        page.section("FILES");
        page.term(
                Roff.italic("~/.vektra"),
                "Apps with their config vars, what is enabled, and the data of the servers. Readable by its owner only.");
        page.section("SEE ALSO");
        page.pages(commands.names().stream().map(ManPage::title).toList());
        return page.toString();
    }

    /**
     * The page of one command.
     *
     * @param others the commands that it is seen together with
     */
    String of(Described command, List<String> others) {
        Commands.Entry entry = command.entry();
        Roff page = page(title(entry.name()));
        page.section("NAME");
        page.words(title(entry.name()) + " - " + entry.summary());
        page.section("SYNOPSIS");
        page.line(synopsis(command));
        page.section("DESCRIPTION");
        page.words(Output.capital(entry.summary()) + ".");
        page.paragraph(manual.of(entry.name()).description());
        if (!command.spec().positionalParameters().isEmpty()) {
            page.section("ARGUMENTS");
        }
        for (PositionalParamSpec argument : command.spec().positionalParameters()) {
            page.term(Roff.italic(argument.paramLabel()), String.join(" ", argument.description()));
        }
        page.section("OPTIONS");
        List<OptionSpec> options = new ArrayList<>(command.spec().options());
        options.sort(java.util.Comparator.comparingInt(OptionSpec::order));
        options.forEach(option -> option(page, option));
        command.ofServices().forEach((service, own) -> {
            page.section("OPTIONS OF " + service.name().value().toUpperCase(Locale.ROOT));
            own.forEach(option -> option(page, option));
        });
        examples(page, entry.name());
        page.section("EXIT STATUS");
        page.words(
                entry.is(Trait.BECOMES_A_PROGRAM)
                        ? "That of the program; 125 to 127 when it was not started. All codes are in vektra(1)."
                        : "0 when it is done or there was nothing to do; all codes are in vektra(1).");
        page.section("SEE ALSO");
        List<String> also = new ArrayList<>(List.of("vektra"));
        others.forEach(other -> also.add(title(other)));
        page.pages(also);
        return page.toString();
    }

    private Roff page(String title) {
        return new Roff(title.toUpperCase(Locale.ROOT), date, version);
    }

    private static String synopsis(Described command) {
        StringBuilder line =
                new StringBuilder(Roff.bold("vektra " + command.entry().name()));
        line.append(" [").append(Roff.italic("OPTIONS")).append(']');
        for (PositionalParamSpec argument : command.spec().positionalParameters()) {
            String label =
                    Roff.italic(argument.paramLabel()) + (argument.arity().max() > 1 ? "..." : "");
            line.append(' ').append(argument.required() ? label : "[" + label + "]");
        }
        return line.toString();
    }

    private static void option(Roff page, OptionSpec option) {
        String names = Arrays.stream(option.names()).map(Roff::bold).collect(Collectors.joining(", "));
        String value = option.arity().max() > 0 ? " " + Roff.italic(option.paramLabel()) : "";
        page.term(names + value, Described.text(option));
    }

    private void examples(Roff page, String name) {
        List<String> examples = manual.of(name).examples();
        if (!examples.isEmpty()) {
            page.section("EXAMPLES");
            page.example(examples.stream().map(example -> "$ " + example).toList());
        }
    }
}
