package vektra.addons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vektra.addons.doctor.Doctor;
import vektra.fixture.Door;
import vektra.fixture.memory.MemoryCacheProvider;
import vektra.fixture.memory.World;
import vektra.fixture.toy.ToyClient;
import vektra.fixture.toy.ToyServer;
import vektra.model.addon.Attachment;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.ServiceName;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.provider.AppClient.Session;
import vektra.provider.toy.ToyProvider;
import vektra.spi.Abilities;
import vektra.spi.AddonProvider;

/** A service that is made of what docs/add-a-provider.md lists, and of nothing else, in the hands of the verbs. */
class ToyTest {
    private static final AppName NOTE = new AppName("note");
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private final ToyServer server = new ToyServer(Door.at(0), "a-secret-of-the-operator");
    private MemoryHome home;

    private static Map<String, Supplier<AddonProvider>> services(Duration timeout) {
        Map<String, Supplier<AddonProvider>> services = new TreeMap<>();
        services.put("toy", () -> new ToyProvider(timeout));
        return services;
    }

    @BeforeEach
    void enable() {
        home = MemoryHome.wired(new World(), services(TIMEOUT));
        home.run(at -> at.services().enable().enable(new ServiceName("toy"), Map.of(), new Secret(server.url())));
        home.bind("note", "toy");
    }

    @AfterEach
    void end() throws IOException {
        home.close();
        server.close();
    }

    private Map<String, String> vars() {
        return home.doors().store().read().app(NOTE).orElseThrow().attachments().stream()
                .findFirst()
                .map(Attachment::vars)
                .orElseThrow();
    }

    private static String read(Map<String, String> vars, String key) throws Exception {
        try (Session app = new ToyClient().open(vars)) {
            return app.read(key);
        }
    }

    @Test
    void is_bound_rotated_and_unbound_with_its_data() throws Exception {
        Map<String, String> before = vars();
        try (Session app = new ToyClient().open(before)) {
            app.write("greeting", "hello");
        }
        home.run(at -> at.rotate().rotate(new Rotate.Request(NOTE, "toy", null, null)));
        Map<String, String> after = vars();
        assertThatThrownBy(() -> read(before, "greeting")).isInstanceOf(IOException.class);
        assertThat(read(after, "greeting")).isEqualTo("hello");
        home.unbind("note", "toy");
        assertThatThrownBy(() -> read(after, "greeting")).isInstanceOf(IOException.class);
        home.bind("note", "toy");
        assertThat(read(vars(), "greeting")).isEqualTo("hello");
        home.run(at -> at.actions().run("toy", NOTE, "rotate", Map.of(), MemoryHome.YES));
        assertThat(read(vars(), "greeting")).isEqualTo("hello");
        assertThat(home.said()).isEmpty();
    }

    @Test
    void is_shown_and_checked_without_an_ability() throws Exception {
        Inspect.Details details = home.open().inspect().of("toy", NOTE);
        assertThat(details.observation().exists()).isTrue();
        assertThat(doctor(false)).isEmpty();
        server.forgetUsers();
        assertThat(doctor(false)).singleElement().asString().contains("its server does not know user-");
        assertThat(doctor(true)).hasSize(1);
        assertThat(doctor(false)).isEmpty();
        assertThat(read(vars(), "key")).isNull();
    }

    private List<String> doctor(boolean fix) {
        return home.open().home().doctor().visit(new Doctor.Request(null, fix, null, null)).stream()
                .map(treated -> treated.finding().message().toString())
                .toList();
    }

    @Test
    void what_it_cannot_do_is_refused_before_anything_is_touched() {
        String before = home.everything();
        for (String action : List.of("backup", "restore", "stats", "toy-client")) {
            Refused.as(
                    Kind.NOT_FOUND,
                    home,
                    at -> at.actions().run("toy", NOTE, action, Map.of(), MemoryHome.YES),
                    "toy has no action called");
        }
        Refused.as(Kind.UNAVAILABLE, home, at -> at.connect().client(NOTE, "toy"), "no interactive client of toy");
        Refused.as(Kind.NOT_FOUND, home, at -> at.upgrade().change("toy", NOTE, "dedicated"), "no plan called");
        assertThat(home.open().services().spares().make(new ServiceName("toy")).made())
                .isZero();
        assertThat(home.everything()).isEqualTo(before);
    }

    @Test
    void a_plan_of_what_cannot_be_moved_does_not_change() {
        World world = new World();
        AddonProvider real = new MemoryCacheProvider(world);
        try (MemoryHome other = MemoryHome.wired(world, Map.of("cache", () -> without(real)))) {
            other.enable("cache");
            other.bind("note", "cache", "KEEP");
            String before = other.everything();
            Refused.as(
                    Kind.CONFLICT,
                    other,
                    at -> at.upgrade().change("KEEP", NOTE, "dedicated"),
                    "cache does not move data");
            assertThat(other.everything()).isEqualTo(before);
            assertThat(new AttachmentName("KEEP"))
                    .isIn(other.doors().store().read().app(NOTE).orElseThrow().attachments().stream()
                            .map(Attachment::name)
                            .toList());
        }
    }

    /** The provider without its abilities. */
    private static AddonProvider without(AddonProvider real) {
        return (AddonProvider) Proxy.newProxyInstance(
                ToyTest.class.getClassLoader(), new Class<?>[] {AddonProvider.class}, (proxy, method, args) -> {
                    try {
                        return method.getName().equals("abilities")
                                ? Abilities.of((AddonProvider) proxy)
                                : method.invoke(real, args);
                    } catch (InvocationTargetException e) {
                        throw Optional.ofNullable(e.getCause()).orElse(e);
                    }
                });
    }
}
