package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** In JSON a quantity is a number, never a text for people with its unit. */
class GoldenNumbersTest {
    private static final Pattern SHOWN =
            Pattern.compile("\"(about )?[0-9][0-9.,]* ?(bytes|kB|MB|GB|TB|s|ms|%|rows|lines|keys|backups?)\"");

    @Test
    void no_value_is_a_number_with_its_unit() throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of("src/test/resources/golden"))) {
            files = all.filter(file -> file.toString().endsWith(".json")).toList();
        }
        for (Path file : files) {
            // what a backup holds is said by its service, of one kind of things or of several
            SHOWN.matcher(Files.readString(file).replaceAll("\"holds\" : \"[^\"]*\"", ""))
                    .results()
                    .map(MatchResult::group)
                    .forEach(found::add);
        }
        assertThat(files).hasSizeGreaterThan(20);
        assertThat(found).isEmpty();
        assertThat("\"7.4 MB\" \"about 1 rows\" \"95.6 %\"").matches("(" + SHOWN + " ?)+");
    }
}
