package vektra.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.server.process.ProcessTable.Entry;

class ProcessTableTest {

    /** Lines of proc(5), shortened to the fields that are read. */
    @ParameterizedTest
    @CsvSource({
        "runs,                          S, 4194560, 5, false, false",
        "was killed and frees memory,   R, 4195588, 5, false, true",
        "waits for its parent,          Z, 4227340, 1, true,  false",
        "is dead but for its threads,   Z, 4227340, 3, false, true",
    })
    void a_killed_process_is_seen_to_end_before_it_is_dead(
            String what, char state, long flags, int threads, boolean dead, boolean ending) {
        Entry entry = Entry.parse(
                7,
                "7 (redis (a) server) " + state + " 1 7 6 0 -1 " + flags + " 0 0 0 0 0 0 0 0 20 0 " + threads
                        + " 0 123456 0 0\n");
        assertThat(entry).as(what).isEqualTo(new Entry(7, state, 6, "123456", ending));
        assertThat(entry.dead()).as(what).isEqualTo(dead);
    }
}
