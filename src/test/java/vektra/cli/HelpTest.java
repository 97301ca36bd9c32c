package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Help fits the screens that people have, and tells about everything there is. */
class HelpTest {
    private static final int COLUMNS = 80;
    private static final int LINES = 24;
    private final Commands commands = new Commands();
    private final Help help = new Help(commands, () -> "postgres");

    @Test
    void the_overview_names_every_topic_on_one_small_screen() {
        fits(help.overview());
        for (Topic topic : Topic.values()) {
            assertThat(help.overview()).contains("\n  " + topic.word() + " ");
        }
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void a_topic_lists_its_commands_on_one_small_screen(Topic topic) {
        fits(help.topic(topic));
        assertThat(commands.of(topic))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(help.topic(topic)).contains("\n  " + entry.name() + " "));
    }

    @Test
    void a_topic_names_the_commands_of_others_that_begin_like_it() {
        assertThat(help.topic(Topic.ADDONS)).contains("addons:enable", "addons:logs");
    }

    @Test
    void all_commands_are_listed_once() {
        List<String> listed = help.all()
                .lines()
                .filter(line -> line.startsWith("  "))
                .map(line -> line.strip().split(" ", 2)[0])
                .toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(commands.names());
    }

    static Stream<String> names() {
        return new Commands().names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_help_of_a_command_is_whole_and_no_wider_than_a_screen(String name) {
        Commands.Entry entry = commands.find(name);
        String usage = Help.usage(entry, Arguments.line(entry, commands.make(entry, () -> null)));
        assertThat(usage.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS));
        assertThat(usage)
                .startsWith("Usage: vektra " + name + " [OPTIONS]")
                .contains("\nOptions\n", "--json", "\nExamples\n  $ ", "\nExit codes: ")
                .doesNotContain("%", "null");
        for (String example : Manual.read().of(name).examples()) {
            assertThat(usage.lines()).as("an example on one line").contains("  $ " + example);
        }
    }

    @Test
    void the_manual_tells_about_every_command_and_no_other() {
        List<String> known = new ArrayList<>(commands.names());
        known.add("vektra");
        assertThat(Manual.read().names()).containsExactlyInAnyOrderElementsOf(known);
        assertThat(known)
                .allSatisfy(
                        name -> assertThat(Manual.read().of(name).description()).isNotEmpty());
    }

    private static void fits(String text) {
        assertThat(text.lines().toList()).hasSizeLessThanOrEqualTo(LINES);
        assertThat(Arrays.asList(text.split("\n", -1)))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS));
    }
}
