package vektra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;
import vektra.provider.toy.ToyProvider;

/** Holds ADDONS.md to what the services say of themselves. A table that differs is printed as it should be. */
class AddonsDocumentTest {
    private static final String DOCUMENT = read("ADDONS.md");
    /** The section that docs/add-a-provider.md shows. */
    private static final Service TOY = new ToyProvider(Duration.ofSeconds(1)).service();

    static Stream<Service> services() {
        return Stream.concat(Services.all().stream(), Stream.of(TOY));
    }

    @Test
    void there_is_a_section_for_each_service_and_no_other() {
        List<String> headings = DOCUMENT.lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
        assertThat(headings)
                .isEqualTo(Services.all().stream()
                        .map(service -> service.name().value())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("services")
    void plans_are_those_of_the_service(Service service) {
        String rows = service.plans().stream()
                .map(plan -> row(
                        code(service.name() + ":" + plan.name())
                                + (plan.equals(service.defaultPlan()) ? " (default)" : ""),
                        plan.description()))
                .collect(Collectors.joining());
        assertThat(section(service)).contains("| plan | what an app gets |\n|---|---|\n" + rows + "\n");
    }

    @ParameterizedTest
    @MethodSource("services")
    void variables_are_those_of_the_service(Service service) {
        String rows = service.configVars().stream()
                .map(var -> row(
                        code(var.name()), var.suffix() == null ? "-" : code("X_" + var.suffix()), var.description()))
                .collect(Collectors.joining());
        assertThat(section(service))
                .contains("| variable | with `" + (service.shipsLogs() ? "--name x" : "--as X")
                        + "` | what it holds |\n|---|---|---|\n" + rows + "\n");
    }

    @ParameterizedTest
    @MethodSource("services")
    void options_are_those_of_the_service(Service service) {
        String rows = service.options().stream()
                .map(option -> row(
                        code("--" + option.name()),
                        Objects.requireNonNullElse(option.defaultValue(), "-"),
                        inForce(option.change()),
                        option.help()))
                .collect(Collectors.joining());
        assertThat(section(service))
                .contains("| option | default | a change takes effect | description |\n|---|---|---|---|\n" + rows
                        + "\n");
    }

    @ParameterizedTest
    @MethodSource("services")
    void actions_are_those_of_the_service(Service service) {
        String rows = service.actions().stream()
                .map(action -> row(
                        code(action.name()),
                        action.params().isEmpty()
                                ? "-"
                                : action.params().stream()
                                        .map(param -> code(param.name() + "="))
                                        .collect(Collectors.joining(", ")),
                        action.description() + (action.destructive() ? " (needs `--confirm`)" : "")))
                .collect(Collectors.joining());
        if (!rows.isEmpty()) {
            assertThat(section(service)).contains("| action | takes | what it does |\n|---|---|---|\n" + rows + "\n");
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_description_fits_into_a_table_on_a_terminal(Service service) {
        assertThat(service.description().length()).isLessThanOrEqualTo(45);
    }

    private static String inForce(ServiceOption.Change change) {
        return switch (change) {
            case LIVE -> "at once";
            case RESTART -> "after a restart";
            case STOPPED -> "while stopped";
            case FIXED -> "never";
        };
    }

    private static String section(Service service) {
        String document = service.equals(TOY) ? read("docs/add-a-provider.md").replace("```", "\n") : DOCUMENT;
        String heading = "\n## " + service.name() + "\n";
        int start = document.indexOf(heading);
        assertThat(start).as("section " + service.name()).isNotNegative();
        int end = document.indexOf("\n## ", start + heading.length());
        return document.substring(start, end < 0 ? document.length() : end);
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
