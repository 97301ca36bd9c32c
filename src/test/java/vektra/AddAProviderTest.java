package vektra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;

/** docs/add-a-provider.md shows the toy as it is, all of it, and names every ability. */
class AddAProviderTest {
    private static final Path TOY = Path.of("src/test/java/vektra/provider/toy");
    private static final Pattern QUOTED = Pattern.compile("`(src/test/[^`]+)`:\n\n```java\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern WIRING = Pattern.compile(
            "services\\.put\\(\"(\\w+)\", \\(\\) -> new \\w+Provider\\((?:(?:\\w+\\.\\w+, )?timeout(?:, authority)?)?\\)\\);");

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/add-a-provider.md"));
    }

    /** But for what an editor writes: the package and the imports. */
    private static String code(Path file) throws IOException {
        String text = Files.readString(file);
        return file.endsWith("package-info.java")
                ? text.strip()
                : text.lines()
                        .filter(line -> !line.startsWith("package ") && !line.startsWith("import "))
                        .collect(Collectors.joining("\n"))
                        .strip();
    }

    @Test
    void the_page_quotes_every_file_of_the_toy_as_it_is() throws IOException {
        Map<String, String> quoted = new TreeMap<>();
        Matcher block = QUOTED.matcher(page());
        while (block.find()) {
            quoted.put(block.group(1), block.group(2));
        }
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(TOY)) {
            for (Path file : all.toList()) {
                files.put(file.toString(), code(file));
            }
        }
        assertThat(quoted).isEqualTo(files);
    }

    @Test
    void the_line_of_wiring_is_that_of_every_service() throws IOException {
        assertThat(wired(page())).containsExactly("toy");
        assertThat(wired(Files.readString(Path.of("src/test/java/vektra/addons/ToyTest.java"))))
                .containsExactly("toy");
        assertThat(wired(Files.readString(Path.of("src/main/java/vektra/Main.java"))))
                .isEqualTo(Services.providers().stream()
                        .map(provider -> provider.service().name().value())
                        .toList());
    }

    private static List<String> wired(String text) {
        return WIRING.matcher(text).results().map(found -> found.group(1)).toList();
    }

    @Test
    void every_ability_is_in_the_table_and_the_core_is_counted() throws IOException {
        for (Class<?> ability : Ability.class.getDeclaredClasses()) {
            assertThat(page()).contains("\n| `" + ability.getSimpleName() + "` | ");
        }
        assertThat(AddonProvider.class.getMethods()).hasSize(12);
        assertThat(page()).contains("the twelve things that every service can");
    }
}
