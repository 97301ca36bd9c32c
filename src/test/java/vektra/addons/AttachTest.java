package vektra.addons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.text.Kind;

class AttachTest {
    private final MemoryHome home = MemoryHome.enabled();

    AttachTest() {
        home.create("owner", "ledger", "book", null);
        home.run(at -> at.apps().create(new AppName("guest")));
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static MemoryHome.Verb attach(Attach.Request request) {
        return at -> at.attach().attach(request);
    }

    @Test
    void another_app_sees_the_same_data_with_credentials_of_its_own() {
        home.write(home.url("owner"), "key", "shared");
        home.attach("book", "guest", null);
        assertThat(home.read(home.url("guest"), "key")).isEqualTo("shared");
        assertThat(home.url("guest")).isNotEqualTo(home.url("owner"));
        assertThat(home.app("guest").addons()).isEmpty();
        home.assertSound();
    }

    @Test
    void again_is_no_error_and_another_name_is_one_more() {
        home.attach("book", "guest", null);
        String before = home.shape();
        home.attach("book", "guest", null);
        home.attach("book", "guest", "LEDGER");
        assertThat(home.shape()).isEqualTo(before);
        home.attach("book", "guest", "SECOND");
        assertThat(home.vars("guest")).containsExactly("LEDGERURL", "LEDGER_URL", "SECOND_URL");
        home.assertSound();
    }

    @Test
    void where_the_usual_name_is_taken_it_gets_one_with_a_color() {
        home.bind("guest", "ledger");
        home.attach("book", "guest", null);
        assertThat(home.app("guest").attachments())
                .extracting(attachment -> attachment.name().value())
                .anyMatch(name -> name.matches("LEDGER_[A-Z]+"));
        home.assertSound();
    }

    @Test
    void what_an_app_calls_it_is_enough_with_that_app() {
        home.run(at -> at.attach()
                .attach(new Attach.Request("LEDGER", new AppName("owner"), new AppName("guest"), null, false)));
        home.run(at -> at.attach().attach(Requests.attach("owner::LEDGER", "guest", "SECOND")));
        assertThat(home.app("guest").attachments()).hasSize(2);
        home.assertSound();
    }

    @Test
    void one_without_an_app_belongs_to_the_next_it_is_attached_to() {
        home.destroyApp("owner");
        home.attach("book", "guest", null);
        assertThat(home.addon("guest").name().value()).isEqualTo("book");
        home.assertSound();
    }

    @Test
    void what_has_the_name_steps_aside_only_by_force() {
        home.bind("guest", "ledger");
        String old = home.url("guest");
        Refused.as(
                Kind.CONFLICT,
                home,
                attach(Requests.attach("book", "guest", "LEDGER")),
                "guest has LEDGER attached to",
                "--confirm guest");
        home.run(attach(Requests.forced(Requests.attach("book", "guest", "LEDGER"))));
        assertThat(home.letsIn(old)).isFalse();
        assertThat(home.attachment("guest", "LEDGER").addon().value()).isEqualTo("book");
        home.assertSound();
    }

    @Test
    void an_own_variable_steps_aside_only_by_force() {
        home.set("guest", "LEDGERURL", "mine");
        Refused.as(Kind.CONFLICT, home, attach(Requests.attach("book", "guest", "LEDGER")), "already set by you");
        home.run(attach(Requests.forced(Requests.attach("book", "guest", "LEDGER"))));
        home.assertSound();
        home.unbind("guest", "LEDGER");
        assertThat(home.config("guest")).containsEntry("LEDGERURL", "mine");
    }

    @Test
    void what_is_not_there_is_refused() {
        Refused.as(Kind.NOT_FOUND, home, attach(Requests.attach("bok", "guest", null)), "no add-on 'bok'");
        Refused.as(
                Kind.NOT_FOUND, home, attach(Requests.attach("book", "gues", null)), "no app called 'gues'", "guest?");
        Refused.as(Kind.NOT_FOUND, home, attach(Requests.attach("owner::CACHE", "guest", null)), "no add-on");
        Refused.as(Kind.NOT_FOUND, home, attach(Requests.attach("ledger", "guest", null)), "give its app: -a APP");
    }

    @Test
    void a_plan_for_one_app_is_not_shared() {
        home.create("owner", "ledger:private", "own", "OWN");
        Refused.as(
                Kind.CONFLICT,
                home,
                attach(Requests.attach("own", "guest", null)),
                "ledger:private cannot be shared between apps",
                "vektra addons:create ledger:private -a guest");
        home.attach("own", "owner", "MORE");
        home.assertSound();
    }

    @Test
    void one_that_is_not_made_yet_is_refused() {
        home.run(at ->
                at.create().create(Requests.impatient(Requests.create("owner", "ledger:dedicated", "later", null))));
        Refused.as(
                Kind.CONFLICT,
                home,
                attach(Requests.attach("later", "guest", null)),
                "later is not provisioned yet",
                "vektra addons:wait later");
    }

    @Test
    void spaces_that_comply_with_other_things_share_nothing() {
        home.space("prod", "pci");
        home.create("shop-prod", "ledger", "safe", null);
        Refused.as(
                Kind.CONFLICT,
                home,
                attach(Requests.attach("safe", "guest", null)),
                "add-ons of shop-prod cannot be attached to guest",
                "lacks the tag pci");
        Refused.as(
                Kind.CONFLICT,
                home,
                attach(Requests.attach("book", "shop-prod", null)),
                "owner, being in no space, lacks the tag pci");
    }

    @Test
    void a_service_that_is_off_is_refused() {
        home.destroyApp("owner");
        home.run(at -> at.services().disable().disable(new ServiceName("ledger"), false));
        Refused.as(
                Kind.CONFLICT,
                home,
                attach(Requests.attach("book", "guest", null)),
                "the service ledger is not enabled");
    }

    @Test
    void a_spare_name_is_free() {
        assertThat(home.open()
                        .attach()
                        .spareName(new AppName("owner"), new ServiceName("ledger"))
                        .value())
                .matches("LEDGER_[A-Z]+");
    }

    @Test
    void a_dry_run_names_the_steps() {
        assertThat(home.dryRun(attach(Requests.attach("book", "guest", null))))
                .containsExactly(
                        "create credentials for LEDGER of guest",
                        "record which apps have book attached (guest)",
                        "set LEDGERURL, LEDGER_URL of guest",
                        "record a release of guest, v2: Attach LEDGER (@ref:book)");
    }

    @TestFactory
    Stream<DynamicTest> cut_off_anywhere() {
        return Sweep.of(home.copy(), attach(Requests.attach("book", "guest", null)));
    }

    @TestFactory
    Stream<DynamicTest> to_its_own_app_once_more_cut_off_anywhere() {
        return Sweep.of(home.copy(), attach(Requests.attach("book", "owner", "SECOND")));
    }

    @TestFactory
    Stream<DynamicTest> of_no_app_cut_off_anywhere() {
        home.destroyApp("owner");
        return Sweep.of(home.copy(), attach(Requests.attach("book", "guest", null)));
    }

    @TestFactory
    Stream<DynamicTest> in_the_place_of_another_cut_off_anywhere() {
        home.create("third", "ledger", "other", null);
        home.attach("other", "guest", "LEDGER");
        return Sweep.of(home.copy(), attach(Requests.forced(Requests.attach("book", "guest", "LEDGER"))));
    }
}
