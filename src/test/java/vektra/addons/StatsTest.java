package vektra.addons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vektra.addons.Stats.By;
import vektra.model.name.AppName;

class StatsTest {
    private final MemoryHome home = MemoryHome.enabled();

    StatsTest() {
        home.create("note", "ledger", "book", null);
        home.create("shop", "ledger", "till", null);
        home.create("shop", "cache", "side", null);
        home.attach("book", "shop", "BORROWED");
        home.write(home.url("shop"), "one", "1");
        home.write(home.url("shop"), "two", "2");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private List<Stats.Line> stats(String app, By by) {
        return home.open().stats().of(app.isEmpty() ? null : new AppName(app), by);
    }

    private static List<String> names(List<Stats.Line> lines) {
        return lines.stream().map(line -> line.row().addon().name().value()).toList();
    }

    @Test
    void the_largest_comes_first_and_what_is_not_counted_last() {
        String before = home.shape();
        assertThat(names(stats("", By.SIZE))).containsExactly("till", "book", "side");
        assertThat(names(stats("note", By.SIZE))).containsExactly("book");
        assertThat(names(stats("shop", By.SIZE))).as("with what it borrowed").containsExactly("till", "book", "side");
        assertThat(stats("", By.SIZE))
                .extracting(line -> By.SIZE.of(line).isPresent())
                .containsExactly(true, true, false);
        assertThat(home.shape()).isEqualTo(before);
    }

    @Test
    void a_server_that_is_down_hides_no_other() {
        home.world().kill("ledger");
        assertThat(stats("", By.CONNECTIONS))
                .filteredOn(line -> line.row().addon().name().value().equals("till"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.problem()).contains("does not run");
                    assertThat(By.CONNECTIONS.of(line)).isEmpty();
                });
        assertThat(stats("", By.CONNECTIONS)).hasSize(3);
    }
}
