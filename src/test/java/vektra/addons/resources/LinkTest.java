package vektra.addons.resources;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.MemoryHome;
import vektra.addons.Requests;
import vektra.addons.Sweep;
import vektra.addons.clone.Clone;
import vektra.model.name.AppName;

/** A resource that is linked sets the parts of its URL as well, as Convox has them. */
class LinkTest {
    private static final AppName SHOP = new AppName("shop");
    private static final Set<String> SIX =
            Set.of("ORDERS_URL", "ORDERS_USER", "ORDERS_PASS", "ORDERS_HOST", "ORDERS_PORT", "ORDERS_NAME");

    private final MemoryHome home = MemoryHome.onFiles().withServices();

    LinkTest() {
        create(home);
    }

    private static void create(MemoryHome home) {
        home.create("rack", "ledger", "orders", "ORDERS");
        home.run(at -> at.apps().create(SHOP));
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static void link(MemoryHome home) {
        home.run(at -> at.resources(Resources.RACK).link("orders", SHOP));
    }

    private Map<String, String> vars(String app) {
        return home.open().vars().of(new AppName(app)).all();
    }

    @Test
    void a_link_sets_the_url_and_its_parts() {
        link(home);
        Map<String, String> vars = vars("shop");
        assertThat(vars.keySet()).isEqualTo(SIX);
        URI url = URI.create(vars.get("ORDERS_URL"));
        assertThat(url.getUserInfo()).isEqualTo(vars.get("ORDERS_USER") + ":" + vars.get("ORDERS_PASS"));
        assertThat(url.getHost() + ":" + url.getPort())
                .isEqualTo(vars.get("ORDERS_HOST") + ":" + vars.get("ORDERS_PORT"));
        home.assertSound();
    }

    @Test
    void again_changes_nothing() {
        link(home);
        String before = home.everything();
        link(home);
        assertThat(home.everything()).isEqualTo(before);
    }

    @Test
    void what_was_attached_before_gets_the_parts() {
        home.attach("orders", "shop", "ORDERS");
        assertThat(vars("shop").keySet()).containsExactly("ORDERS_URL");
        link(home);
        assertThat(vars("shop").keySet()).isEqualTo(SIX);
        assertThat(home.app("shop").release()).isEqualTo(3);
    }

    @Test
    void the_parts_follow_new_credentials_and_go_with_the_link() {
        link(home);
        String before = vars("shop").get("ORDERS_PASS");
        home.run(at -> at.rotate().rotate(Requests.rotate("shop", "ORDERS")));
        assertThat(vars("shop").get("ORDERS_PASS")).isNotEqualTo(before);
        assertThat(vars("shop").get("ORDERS_URL")).contains(vars("shop").get("ORDERS_PASS"));
        home.run(at -> at.resources(Resources.RACK).unlink("orders", SHOP));
        assertThat(vars("shop")).isEmpty();
    }

    @Test
    void a_variable_of_the_users_own_goes_before_them() {
        home.set("shop", "ORDERS_HOST", "elsewhere");
        link(home);
        assertThat(vars("shop")).containsEntry("ORDERS_HOST", "elsewhere").containsKey("ORDERS_PORT");
    }

    @Test
    void the_parts_are_no_variables_of_the_users() {
        home.set("shop", "GREETING", "hello");
        link(home);
        assertThat(home.open().vars().of(SHOP).user().all().keySet()).containsExactly("GREETING");
    }

    @Test
    void a_clone_has_them_as_well() {
        link(home);
        home.run(at -> at.clones().make(new Clone.Request(SHOP, new AppName("pr-1"), false, List.of(), null)));
        assertThat(vars("pr-1").keySet()).isEqualTo(SIX);
        assertThat(vars("pr-1").get("ORDERS_PASS")).isNotEqualTo(vars("shop").get("ORDERS_PASS"));
    }

    @TestFactory
    Stream<DynamicTest> a_link_is_made_as_a_whole_or_not_at_all() {
        return Sweep.of(LinkTest::create, at -> at.resources(Resources.RACK).link("orders", SHOP));
    }

    @TestFactory
    Stream<DynamicTest> so_are_the_parts_of_what_was_attached_before() {
        return Sweep.of(
                home -> {
                    create(home);
                    home.attach("orders", "shop", "ORDERS");
                },
                at -> at.resources(Resources.RACK).link("orders", SHOP));
    }
}
