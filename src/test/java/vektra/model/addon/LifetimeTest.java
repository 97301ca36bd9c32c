package vektra.model.addon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

class LifetimeTest {
    @ParameterizedTest
    @CsvSource({"90s, PT90S", "10m, PT10M", "2h, PT2H", "7d, PT168H", "999999d, PT23999976H"})
    void reads_a_number_and_a_unit(String text, Duration expected) {
        assertThat(Lifetime.parse(text).length()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "m", "0s", "-1h", "1.5h", "10 m", "1h30m", "10M", "1w", "9999999s", "٣s", "1s\n"})
    void refuses_anything_else_and_says_what_it_takes(String text) {
        assertThatExceptionOfType(VektraException.class)
                .isThrownBy(() -> Lifetime.parse(text))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
                .satisfies(e -> assertThat(e.hint()).contains("90s, 10m, 2h or 7d"));
    }
}
