package vektra.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vektra.manifest.text.Value;
import vektra.manifest.wanted.Manifest;
import vektra.manifest.wanted.WantedApp;
import vektra.manifest.wanted.WantedDrain;
import vektra.manifest.wanted.WantedResource;
import vektra.manifest.wanted.WantedVariable;
import vektra.model.app.Program;

/** Files on the pattern of public projects, and what each comes to: {@code yields.txt} of their folder says it. */
class ExamplesTest {
    private static final String FILE = "## ";

    static Stream<String> kinds() {
        return Read.NAMES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void each_yields_what_its_folder_says(String kind) {
        List<Path> files = Read.examples(kind);
        assertThat(files).hasSizeGreaterThanOrEqualTo(10);
        String yields = files.stream()
                .map(file -> FILE + file.getFileName() + "\n"
                        + shown(Read.example(kind, file.getFileName().toString())))
                .collect(Collectors.joining("\n"));
        assertThat(yields).isEqualTo(Read.text(Read.ROOT.resolve(kind).resolve(Read.YIELDS)));
    }

    private static String shown(Manifest manifest) {
        List<String> lines = new ArrayList<>();
        manifest.services().forEach(one -> lines.add("service " + one.name() + texts(one.options())));
        manifest.apps().forEach(app -> add(lines, app));
        manifest.notes().forEach(note -> lines.add("note " + note));
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static void add(List<String> lines, WantedApp app) {
        if (app.name() != null) {
            lines.add("app " + app.name());
        }
        app.resources().forEach(one -> lines.add("resource " + resource(one)));
        app.variables().forEach(one -> lines.add("variable " + variable(one)));
        new TreeMap<>(app.programs()).forEach((name, program) -> lines.add(program(name, program)));
        app.drains().forEach(one -> lines.add("drain " + drain(one)));
    }

    private static String program(String name, Program program) {
        String links = ("program " + name + " " + String.join(", ", program.resources())).strip();
        return program.listed() == null ? links : (links + " of " + String.join(" ", program.listed())).strip();
    }

    private static String resource(WantedResource one) {
        Value type = one.type();
        String marks = Arrays.stream(WantedResource.Mark.values())
                .filter(mark -> one.mark(mark) != null)
                .map(mark -> " " + mark
                        + (one.mark(mark).equals(type)
                                ? ""
                                : "=" + one.mark(mark).text()))
                .collect(Collectors.joining());
        return one.name() + (type == null ? "" : ": " + type.text()) + texts(one.options()) + marks;
    }

    private static String variable(WantedVariable one) {
        Value value = one.value();
        return one.name() + (one.generated() ? " generated" : value == null ? " required" : "=" + value.text());
    }

    private static String drain(WantedDrain one) {
        return one.name() + ": " + (one.service() == null ? "" : one.service() + " ")
                + one.url().text() + texts(one.options());
    }

    private static String texts(Map<String, Value> options) {
        Map<String, String> texts = new TreeMap<>();
        options.forEach((name, value) -> texts.put(name, value.text()));
        return texts.isEmpty() ? "" : " " + texts;
    }
}
