package vektra.addons.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vektra.addons.MemoryHome;
import vektra.model.name.AddonName;
import vektra.model.name.AttachmentName;
import vektra.model.name.ServiceName;
import vektra.model.service.Service;
import vektra.model.text.Input;

class NamingTest {
    private static final ServiceName LEDGER = new ServiceName("ledger");
    private final MemoryHome home = MemoryHome.enabled();

    NamingTest() {
        home.set("note", "A", "1");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private Service service() {
        return home.doors().providers().of(LEDGER).service();
    }

    @Test
    void an_add_on_gets_a_name_that_is_free() {
        AddonName name = Naming.addon(home.doors().store().read(), LEDGER);
        assertThat(name.value()).matches("ledger-[a-z]+-[0-9]{5}");
        assertThat(home.doors().store().read().owner(name)).isEmpty();
    }

    @Test
    void the_usual_name_is_taken_first() {
        assertThat(Naming.attachment(home.app("note"), service())).isEqualTo(new AttachmentName("LEDGER"));
    }

    @Test
    void a_color_where_the_name_or_one_of_its_variables_is_taken() {
        home.set("note", "LEDGERURL", "mine");
        assertThat(Naming.attachment(home.app("note"), service()).value()).matches("LEDGER_[A-Z]+");
        home.create("other", "ledger", "book", null);
        assertThat(Naming.attachment(home.app("other"), service()).value()).matches("LEDGER_[A-Z]+");
    }

    @Test
    void numbers_once_all_colors_are_taken() {
        home.create("note", "ledger", "book", null);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            AttachmentName name = Naming.colored(home.app("note"), service());
            assertThat(names.add(name.value())).isTrue();
            home.attach("book", "note", name.value());
        }
        assertThat(names).contains("LEDGER_1", "LEDGER_2", "LEDGER_3").doesNotContain("LEDGER_0");
        home.assertSound();
    }

    @Test
    void only_what_stands_in_the_way_steps_aside() {
        home.set("note", "MAIN_URL", "mine");
        home.set("note", "LEDGERURL", "stays");
        assertThat(Naming.stepAside(home.app("note"), service(), new AttachmentName("MAIN"), true, Input.of("force")))
                .containsOnlyKeys("MAIN_URL");
        assertThat(Naming.stepAside(home.app("note"), service(), new AttachmentName("OTHER"), false, Input.of("force")))
                .isEmpty();
    }

    @Test
    void what_another_add_on_set_never_steps_aside() {
        home.create("note", "ledger", "book", "A_B");
        Service other = home.doors().providers().of(LEDGER).service();
        assertThatThrownBy(() ->
                        Naming.stepAside(home.app("note"), other, new AttachmentName("A_B"), true, Input.of("force")))
                .hasMessageContaining("A_B_URL of note is already set by book");
    }
}
