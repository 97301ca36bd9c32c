package vektra.addons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vektra.addons.core.AddonUse;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.service.Client;
import vektra.model.text.Kind;

class InventoryTest {
    private static final AppName NOTE = new AppName("note");
    private final MemoryHome home = MemoryHome.enabled();

    InventoryTest() {
        home.create("note", "ledger", "book", null);
        home.create("other", "ledger", "theirs", null);
        home.attach("theirs", "note", "BORROWED");
        home.attach("theirs", "note", "AGAIN");
        home.create("gone", "cache", "kept", null);
        home.destroyApp("gone");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private Inventory inventory() {
        return home.open().inventory();
    }

    @Test
    void an_app_s_own_add_ons_then_those_of_others_each_once() {
        List<Inventory.Row> rows = inventory().of(NOTE);
        assertThat(rows).extracting(row -> row.addon().name().value()).containsExactly("book", "theirs");
        assertThat(rows).extracting(Inventory.Row::owner).containsExactly(NOTE, new AppName("other"));
        assertThat(rows.get(1).attachments()).hasSize(2);
    }

    @Test
    void who_else_has_it_stands_beside_it() {
        Inventory.Listed listed = inventory().listed(new AppName("other")).get(0);
        assertThat(listed.foreign()).isFalse();
        assertThat(listed.elsewhere()).extracting(AddonUse::app).containsExactly(NOTE, NOTE);
        assertThat(inventory().listed(NOTE))
                .extracting(Inventory.Listed::foreign)
                .containsExactly(false, true);
    }

    @Test
    void all_apps_then_what_has_none() {
        assertThat(inventory().all())
                .extracting(row -> row.addon().name().value())
                .containsExactly("book", "theirs", "kept");
        assertThat(inventory().listed().get(1).elsewhere()).hasSize(2);
        assertThat(inventory().listed().get(2).row().owner()).isNull();
    }

    @Test
    void one_is_found_by_any_word() {
        assertThat(inventory().find("BORROWED", NOTE).addon().name().value()).isEqualTo("theirs");
        assertThat(inventory().find("kept", null).owner()).isNull();
        assertThat(inventory().doomed("book", NOTE).attachments()).hasSize(1);
        assertThat(inventory().uses(new AddonName("theirs"))).hasSize(3);
        assertThat(inventory().uses(new AddonName("nook"))).isEmpty();
        Refused.as(Kind.NOT_FOUND, home, at -> at.inventory().find("nook", NOTE), "no add-on 'nook' on note");
        Refused.as(Kind.NOT_FOUND, home, at -> at.inventory().of(new AppName("far")), "no app called 'far'");
        Refused.as(Kind.NOT_FOUND, home, at -> at.inventory().listed(new AppName("far")), "no app called 'far'");
    }

    @Test
    void its_server_says_how_it_is() {
        Inspect.Details details = home.open().inspect().of("book", null);
        assertThat(details.problem()).isNull();
        assertThat(details.observation().exists()).isTrue();
        assertThat(details.attached())
                .singleElement()
                .matches(one -> one.connection().get("memory").equals(home.url("note")));
    }

    @Test
    void a_server_that_is_down_is_not_started_to_be_asked() {
        home.world().kill("ledger");
        Inspect.Details details = home.open().inspect().of("book", null);
        assertThat(details.observation()).isNull();
        assertThat(details.problem()).contains("does not run");
        assertThat(home.world().states()).containsEntry("ledger", "stopped");
    }

    @Test
    void one_that_is_not_made_yet_says_so() {
        home.run(at ->
                at.create().create(Requests.impatient(Requests.create("note", "ledger:dedicated", "later", null))));
        assertThat(home.open().inspect().of("later", null).problem()).contains("vektra addons:wait later");
        Refused.as(Kind.CONFLICT, home, at -> at.connect().client(NOTE, "later"), "later is not provisioned yet");
    }

    @Test
    void the_client_has_its_secrets_in_the_environment() {
        Client client = home.open().connect().client(NOTE, "ledger");
        String password =
                home.attachment("note", "LEDGER").credentials().password().reveal();
        assertThat(client.command()).noneMatch(word -> word.contains(password));
        assertThat(client.environment()).containsValue(password);
    }

    @Test
    void a_client_that_cannot_be_had_is_refused() {
        home.create("note", "cache", "side", null);
        Refused.as(
                Kind.UNAVAILABLE,
                home,
                at -> at.connect().client(NOTE, "cache"),
                "no interactive client of cache is run by Vektra",
                "vektra config -a note");
        home.unbind("note", "ledger");
        Refused.as(
                Kind.NOT_FOUND,
                home,
                at -> at.connect().client(NOTE, "book"),
                "book is not bound to note",
                "vektra addons:bind book -a note");
        Refused.as(Kind.NOT_FOUND, home, at -> at.connect().client(NOTE, "legder"), "did you mean ledger?");
    }

    @Test
    void what_is_on_offer_and_how_it_stands() {
        home.world().kill("ledger");
        home.world().hang("cache");
        assertThat(home.open().catalogue().services())
                .extracting(offered -> offered.service().name() + " " + offered.state())
                .containsExactly("cache HUNG", "ledger STOPPED", "syslog OFF");
        assertThat(home.open().catalogue().plans(new ServiceName("ledger")))
                .extracting(offer -> offer.plan().name() + offer.limits())
                .containsExactly("shared{}", "dedicated{size=100}", "private{size=100}");
        assertThat(home.open()
                        .catalogue()
                        .meant(List.of("addons:bind", "ledger"))
                        .name())
                .isEqualTo(new ServiceName("ledger"));
        assertThat(home.open().catalogue().meant(List.of("nothing"))).isNull();
        assertThat(home.open().catalogue().inEffect(new ServiceName("ledger"))).containsEntry("size", "100");
        assertThat(home.open().catalogue().inEffect(new ServiceName("syslog"))).isEmpty();
    }
}
