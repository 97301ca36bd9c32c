package vektra.model.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vektra.model.app.Declared.Resource;
import vektra.model.name.DrainName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;

class DeclaredTest {
    private static final Id ADDON = Id.fresh();
    private static final Id ANOTHER = Id.fresh();

    private static Resource main() {
        return new Resource(
                "main",
                new ServiceName("postgres"),
                ADDON,
                true,
                false,
                Storage.of("20").orElseThrow());
    }

    private static Declared declared(List<Resource> resources) {
        return new Declared(
                resources,
                Map.of("LEVEL", "info"),
                List.of("KEY"),
                Map.of("web", Program.linkedTo("main")),
                List.of(new DrainName("mine")),
                false);
    }

    @Test
    void a_resource_equals_the_same_and_none_that_differs_in_anything() {
        ServiceName service = new ServiceName("postgres");
        Storage storage = Storage.of("20").orElseThrow();
        List<Resource> others = List.of(
                new Resource("other", service, ADDON, true, false, storage),
                new Resource("main", new ServiceName("redis"), ADDON, true, false, storage),
                new Resource("main", service, ANOTHER, true, false, storage),
                new Resource("main", service, ADDON, false, false, storage),
                new Resource("main", service, ADDON, true, true, storage),
                new Resource(
                        "main", service, ADDON, true, false, Storage.of("21").orElseThrow()));
        assertThat(others).hasSize(Resource.class.getRecordComponents().length).doesNotContain(main());
        assertThat(main()).isEqualTo(main()).hasSameHashCodeAs(main());
        assertThat(main().of(null)).isEqualTo(main().of(null)).isNotEqualTo(main());
    }

    @Test
    void what_a_manifest_says_equals_the_same_and_nothing_that_differs_in_anything() {
        Declared one = declared(List.of(main()));
        List<Declared> others = List.of(
                declared(List.of()),
                new Declared(one.resources(), Map.of(), one.required(), one.programs(), one.drains(), false),
                new Declared(one.resources(), one.variables(), List.of(), one.programs(), one.drains(), false),
                new Declared(one.resources(), one.variables(), one.required(), Map.of(), one.drains(), false),
                new Declared(one.resources(), one.variables(), one.required(), one.programs(), List.of(), false),
                one.afterPostdeploy());
        assertThat(others).hasSize(Declared.class.getRecordComponents().length).doesNotContain(one);
        assertThat(declared(List.of(main()))).isEqualTo(one).hasSameHashCodeAs(one);
    }
}
