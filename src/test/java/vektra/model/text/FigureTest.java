package vektra.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1023, 1023 bytes",
        "1024, 1.0 kB",
        "7731200, 7.4 MB",
        "7731200000, 7.2 GB",
        "9223372036854775807, 8388608 TB",
        "104857600, 100 MB",
    })
    void bytes_are_read_in_steps_of_1024(long bytes, String shown) {
        assertThat(Figure.bytes(bytes).shown()).isEqualTo(shown);
    }

    @Test
    void a_number_shows_its_unit_and_what_is_missing_none() {
        assertThat(Figure.seconds(5L).shown()).isEqualTo("5 s");
        assertThat(Figure.percent(95.6).shown()).isEqualTo("95.6 %");
        assertThat(Figure.of(42L).shown()).isEqualTo("42");
        assertThat(Figure.bytes(null).shown()).isEqualTo("none");
    }
}
