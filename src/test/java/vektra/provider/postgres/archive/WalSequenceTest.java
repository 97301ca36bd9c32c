package vektra.provider.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WalSequenceTest {
    private static final String LAST_OF_LOG = "0000000100000003000000FE";

    @Test
    void it_goes_on_until_one_is_missing() {
        List<String> all = List.of(
                LAST_OF_LOG, "0000000100000003000000FF", "000000010000000400000000", "000000010000000400000001");
        assertThat(from(LAST_OF_LOG, all)).isEqualTo(new WalSequence("000000010000000400000001", null));
        assertThat(from("0000000100000003000000FF", all).last()).isEqualTo("000000010000000400000001");
    }

    @Test
    void what_is_missing_is_named_when_a_later_one_is_there() {
        assertThat(from(LAST_OF_LOG, List.of(LAST_OF_LOG, "000000010000000400000001")))
                .isEqualTo(new WalSequence(LAST_OF_LOG, "0000000100000003000000FF"));
        assertThat(from(LAST_OF_LOG, List.of("000000010000000400000001")))
                .isEqualTo(new WalSequence(LAST_OF_LOG, LAST_OF_LOG));
        assertThat(from("FFFFFFFF00000000000000FF", List.of("FFFFFFFF00000000000000FF")))
                .isEqualTo(new WalSequence("FFFFFFFF00000000000000FF", null));
        assertThat(from(LAST_OF_LOG, List.of())).isEqualTo(new WalSequence(LAST_OF_LOG, null));
    }

    private static WalSequence from(String first, List<String> all) {
        return WalSequence.from(first, new TreeSet<>(all), Map.of());
    }
}
