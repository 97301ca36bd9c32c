package vektra.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;
import vektra.cli.terminal.Output;

/** What {@code vektra help} prints: an overview for a screen of 24 lines, a topic, or one command. */
final class Help {
    static final String ALL = "commands";
    private static final int WIDTH = 80;
    private static final String MORE = "vektra COMMAND --help describes one of them.\n";

    private final Commands commands;
    private final Supplier<String> example;

    /** @param example the service to begin with */
    Help(Commands commands, Supplier<String> example) {
        this.commands = commands;
        this.example = example;
    }

    /** What is said about some words. A topic comes before the command that is called like it. */
    String about(List<String> words, Meaning meaning) {
        String word =
                words.stream().filter(text -> !text.startsWith("-")).findFirst().orElse("");
        if (word.isEmpty()) {
            return overview();
        }
        if (word.equals(ALL)) {
            return all();
        }
        return Topic.find(word).map(this::topic).orElseGet(() -> {
            Commands.Entry entry = meaning.entry(word, List.of());
            return usage(entry, Arguments.line(entry, commands.make(entry, () -> meaning.service(words))));
        });
    }

    /** The way in: how to begin, and the topics. */
    String overview() {
        List<List<String>> topics = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            topics.add(List.of(topic.word(), topic.summary()));
        }
        String service = example.get();
        List<List<String>> start = List.of(
                List.of("vektra addons:enable " + service, "start a server for all apps"),
                List.of("vektra addons:bind " + service + " -a myapp", "give an app an add-on of its own"),
                List.of("vektra run -a myapp -- ./start", "run the app with its config vars"));
        return """
                Usage: vektra COMMAND [-a APP] [--json] …
                Databases and caches for the apps that you run yourself.

                Get started
                """ + rows(start) + """

                Topics
                """ + rows(topics) + """

                More: vektra help TOPIC, vektra help COMMAND, vektra help commands (all).
                """;
    }

    /** The commands of a topic; those of other topics that begin like it are named too. */
    String topic(Topic topic) {
        String prefix = topic.word() + ":";
        List<String> elsewhere = commands.names().stream()
                .filter(name -> name.startsWith(prefix))
                .filter(name -> commands.of(topic).stream()
                        .noneMatch(entry -> entry.name().equals(name)))
                .toList();
        StringBuilder text = new StringBuilder(Output.capital(topic.summary()) + ".\n\n");
        text.append(rows(summaries(commands.of(topic)))).append('\n');
        if (!elsewhere.isEmpty()) {
            text.append(wrapped("Other topics have: ", elsewhere)).append('\n');
        }
        return text.append(MORE).toString();
    }

    /** Every command under its topic. */
    String all() {
        List<List<String>> every = summaries(commands.all());
        int width = width(every);
        StringBuilder text = new StringBuilder();
        for (Topic topic : Topic.values()) {
            text.append(Output.capital(topic.word())).append('\n');
            text.append(rows(summaries(commands.of(topic)), width));
        }
        return text.append('\n').append(MORE).toString();
    }

    /** How one command is used. */
    static String usage(Commands.Entry entry, CommandLine line) {
        Manual.Section section = Manual.read().of(entry.name());
        UsageMessageSpec message = line.getCommandSpec().usageMessage();
        message.width(WIDTH)
                .abbreviateSynopsis(true)
                .sortOptions(false)
                .description(escaped(Output.capital(entry.summary()) + ". " + section.description()))
                .descriptionHeading("%n")
                .parameterListHeading("%nArguments%n")
                .optionListHeading("%nOptions%n");
        if (!section.examples().isEmpty()) {
            message.footerHeading("%nExamples%n");
        }
        List<String> footer = new ArrayList<>();
        section.examples().forEach(example -> footer.add("  $ " + escaped(example)));
        footer.add("");
        footer.add(exitCodes(entry));
        message.footer(footer.toArray(new String[0]));
        return line.getUsageMessage(Ansi.OFF);
    }

    private static String exitCodes(Commands.Entry entry) {
        return entry.is(Trait.BECOMES_A_PROGRAM)
                ? "Exit codes: the program's own; 125 to 127: it was not started."
                : "Exit codes: 0 done, 2 wrong input, 3 not found, 4 refused, 5 unavailable.";
    }

    /** Text that picocli's formatter leaves as it is. */
    private static String escaped(String text) {
        return text.replace("%", "%%");
    }

    private static List<List<String>> summaries(Collection<Commands.Entry> entries) {
        return entries.stream()
                .map(entry -> List.of(entry.name(), entry.summary()))
                .toList();
    }

    private static int width(List<List<String>> rows) {
        return rows.stream().mapToInt(row -> row.get(0).length()).max().orElse(0);
    }

    private static String rows(List<List<String>> rows) {
        return rows(rows, width(rows));
    }

    private static String rows(List<List<String>> rows, int width) {
        return rows.stream()
                .map(row -> "  " + row.get(0) + " ".repeat(width - row.get(0).length() + 3) + row.get(1) + "\n")
                .collect(Collectors.joining());
    }

    private static String wrapped(String start, List<String> words) {
        StringBuilder text = new StringBuilder();
        StringBuilder line = new StringBuilder(start);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i) + (i < words.size() - 1 ? ", " : "");
            if (line.length() + word.stripTrailing().length() > WIDTH) {
                text.append(line.toString().stripTrailing()).append('\n');
                line.setLength(0);
                line.append("  ");
            }
            line.append(word);
        }
        return text.append(line).append('\n').toString();
    }
}
