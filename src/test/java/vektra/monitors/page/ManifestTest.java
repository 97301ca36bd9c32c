package vektra.monitors.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manifests of Ferret's dashboard. */
class ManifestTest {
    private static final String METRIC = """
            {"display": "bamboo", "measure": "uptime", "source": "http.bamboo.curl",
             "status-levels": {"green": 99, "yellow": 98, "red": 95}, "resolution": 60, "limit": 1}""";

    private static Manifest parse(String json) throws IOException {
        return Manifest.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_file_a_list_and_a_metric_alone_are_read_as_they_are() throws IOException {
        Manifest.Metric metric =
                new Manifest.Metric("bamboo", "uptime", "http.bamboo.curl", 98, 95, Duration.ofHours(1));
        assertThat(parse("{\"name\": \"canary\", \"metrics\": [" + METRIC + "]}"))
                .isEqualTo(new Manifest("canary", java.util.List.of(metric)));
        assertThat(parse("[" + METRIC + "]").metrics()).containsExactly(metric);
        assertThat(parse(METRIC).metrics()).containsExactly(metric);
    }

    @ParameterizedTest
    @CsvSource({"100, UP", "98.001, UP", "98, DEGRADED", "95.001, DEGRADED", "95, DOWN", "0, DOWN", "NaN, UNKNOWN"})
    void levels_are_ferrets(double mean, Board.State state) throws IOException {
        assertThat(parse(METRIC).metrics().get(0).level(mean)).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"99.994, 99.99", "99.995, 100", "99.5, 99.5", "0.129, 0.13"})
    void the_text_of_a_tile_has_two_places(double mean, String text) {
        assertThat(Markup.number(mean)).isEqualTo(text);
    }

    @Test
    void one_that_is_none_is_named(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), "{\"metrics\": [{\"display\": \"a\"}]}");
        assertThatThrownBy(() -> Manifest.read(file)).hasMessageContaining("a metric has no source");
        Files.writeString(file, "{");
        assertThatThrownBy(() -> Manifest.read(file)).hasMessageContaining("is not a manifest");
        assertThatThrownBy(() -> Manifest.read(folder.resolve("y.json"))).hasMessageContaining("there is no manifest");
    }
}
