package vektra.addons.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vektra.addons.MemoryHome;
import vektra.model.app.Declared;
import vektra.model.app.Program;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.spi.Locks;
import vektra.spi.Store;

class BindingsTest {
    private final MemoryHome home = MemoryHome.enabled();

    @AfterEach
    void close() {
        home.close();
    }

    private List<Bindings.Binding> bindings(@Nullable String program) {
        return home.open().bindings().of(new AppName("shop"), program);
    }

    @Test
    void one_has_its_type_and_the_parts_of_its_url() {
        home.create("shop", "ledger", "book", "MAIN_BOOK");
        Bindings.Binding binding = bindings(null).get(0);
        URI url = URI.create(home.config("shop").get("MAIN_BOOK_URL"));
        assertThat(binding.name()).isEqualTo("main-book");
        assertThat(binding.entries())
                .containsEntry("type", "ledger")
                .containsEntry("provider", "vektra")
                .containsEntry("uri", url.toString())
                .containsEntry("host", url.getHost())
                .containsEntry("port", Integer.toString(url.getPort()))
                .containsEntry("username", url.getUserInfo().split(":")[0])
                .containsEntry("password", url.getUserInfo().split(":")[1])
                .containsEntry("database", url.getPath().substring(1));
    }

    @Test
    void what_has_other_variables_has_them_as_they_end() {
        home.bind("shop", "cache");
        assertThat(bindings(null))
                .singleElement()
                .satisfies(binding -> assertThat(binding.entries())
                        .containsEntry("hosts", home.config("shop").get("CACHE_HOSTS"))
                        .containsEntry("namespace", home.config("shop").get("CACHE_NAMESPACE")));
    }

    @Test
    void a_program_of_the_manifest_has_those_that_it_is_linked_to() {
        home.create("shop", "ledger", "book", "MAIN");
        home.create("shop", "ledger", "other", "SIDE");
        ServiceName ledger = new ServiceName("ledger");
        home.damage(
                Locks.Name.alone(Locks.Name.Kind.APP, "shop"),
                new Store.Write.PutApp(
                        home.app("shop")
                                .declaring(new Declared(
                                        List.of(
                                                new Declared.Resource("main", ledger, null, true, false),
                                                new Declared.Resource("side", ledger, null, true, false)),
                                        Map.of(),
                                        List.of(),
                                        Map.of("web", Program.linkedTo("main")),
                                        List.of(),
                                        false)),
                        null));
        assertThat(bindings("web")).extracting(Bindings.Binding::name).containsExactly("main");
        assertThat(bindings(null)).hasSize(2);
    }
}
