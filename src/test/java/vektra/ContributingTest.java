package vektra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContributingTest {
    @Test
    void the_tests_that_it_names_are_there() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".java", "")))
                    .containsAll(Pattern.compile("\\b[A-Z]\\w*(IT|Test)\\b")
                            .matcher(Files.readString(Path.of("CONTRIBUTING.md")))
                            .results()
                            .map(MatchResult::group)
                            .toList());
        }
    }
}
