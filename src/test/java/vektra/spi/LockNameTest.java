package vektra.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vektra.spi.Locks.Name;
import vektra.spi.Locks.Name.Kind;

class LockNameTest {
    @Test
    void a_lock_equals_the_same_and_none_that_differs_in_anything() {
        Name one = Name.alone(Kind.APP, "one");
        List<Name> others =
                List.of(Name.alone(Kind.ADDON, "one"), Name.alone(Kind.APP, "two"), Name.shared(Kind.APP, "one"));
        assertThat(others).hasSize(Name.class.getRecordComponents().length).doesNotContain(one);
        assertThat(Name.alone(Kind.APP, "one")).isEqualTo(one).hasSameHashCodeAs(one);
    }
}
