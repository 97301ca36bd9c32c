package vektra.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.addon.Step;
import vektra.model.app.App;
import vektra.model.app.Release;
import vektra.model.app.Space;
import vektra.model.app.SpaceSettings;
import vektra.model.logs.Drain;
import vektra.model.logs.LogSettings;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.DrainName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.name.SpaceName;
import vektra.model.name.Tag;
import vektra.model.service.EnabledService;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.service.Software;
import vektra.model.text.Secret;
import vektra.spi.Locks.Name;
import vektra.spi.Locks.Name.Kind;
import vektra.spi.Progress;

/** The records that the tests keep. */
public final class Things {
    public static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    public static final ServiceName POSTGRES = new ServiceName("postgres");
    public static final AddonName CURVED = new AddonName("postgres-curved-12345");
    public static final AppName MYAPP = new AppName("myapp");

    private Things() {}

    public static Id id(int number) {
        return new Id(String.format("%08x-0000-4000-8000-000000000000", number));
    }

    public static Server server(String id) {
        return new Server(
                id,
                POSTGRES,
                true,
                List.of(new HostPort("127.0.0.1", 5433), new HostPort("::1", 5433)),
                new Secret("postgres://vektra:secret@127.0.0.1:5433/postgres"),
                Map.of("listen", "127.0.0.1", "max-connections", "100"),
                new Software("embedded", List.of("/opt/pg/bin/postgres"), "17.11"),
                "/home/me/.vektra/servers/" + id,
                "17.11");
    }

    public static Server external() {
        return new Server(
                "postgres",
                POSTGRES,
                false,
                List.of(new HostPort("db.example.org", 5432)),
                new Secret("postgres://admin:s@db.example.org"),
                Map.of(),
                null,
                null,
                "15.2");
    }

    public static Addon addon(AddonName name, Server own) {
        return new Addon(
                id(2),
                name,
                POSTGRES,
                own == null ? "shared" : "dedicated",
                Addon.State.PROVISIONED,
                NOON.plusNanos(123_456_789),
                new Resource(id(2), "myapp", id(1), Map.of("database", "v_000000020000")),
                own);
    }

    static Attachment attachment() {
        return new Attachment(
                id(3),
                new AttachmentName("DATABASE"),
                CURVED,
                POSTGRES,
                NOON,
                new Credentials(id(3), "u_000000030000", new Secret("pw")),
                Map.of("DATABASE_URL", "postgres://u:pw@127.0.0.1:5433/v", "PGHOST", "127.0.0.1"),
                Map.of("PGHOST", "elsewhere"));
    }

    public static App app(String name) {
        return new App(id(name.hashCode()), new AppName(name), NOON, 1, Map.of(), List.of(), List.of());
    }

    /** An app with everything an app can have. */
    public static App full(AppName name) {
        return new App(
                id(1),
                name,
                NOON,
                1,
                Map.of("DATABASE_URL", "postgres://u:pw@127.0.0.1:5433/v", "PGHOST", "127.0.0.1", "FOO", "bar"),
                List.of(
                        addon(CURVED, null),
                        addon(new AddonName("postgres-flat-54321"), server("postgres-flat-54321"))),
                List.of(attachment()));
    }

    static EnabledService service(boolean enabled) {
        return new EnabledService(POSTGRES, enabled, NOON, server("postgres"));
    }

    static Drain drain(String name, AppName app) {
        return new Drain(
                new DrainName(name),
                id(4),
                new ServiceName("webhook"),
                app,
                NOON,
                "https://logs.example.org/in",
                "HTTPS://logs.example.org/in",
                new Secret("hush"),
                Map.of("format", "json", "quota", "256mb"));
    }

    static LogSettings logSettings() {
        return new LogSettings(new HostPort("127.0.0.1", 5140), "/run/vektra.sock");
    }

    static SpaceSettings spaces() {
        Space prod = new Space(new SpaceName("prod"), List.of(new Tag("socs"), new Tag("pci")));
        Space dev = new Space(new SpaceName("dev"), List.of());
        return new SpaceSettings(List.of(prod, dev), Map.of("postgres:dedicated", List.of(new Tag("pci"))));
    }

    public static Release release(int version, Map<String, String> config) {
        return new Release(
                version,
                NOON,
                "me",
                "Set FOO",
                config,
                List.of("DATABASE=postgres-curved-12345"),
                List.of("postgres-curved-12345=postgres:shared"));
    }

    public static App with(App app, String name, String value) {
        Map<String, String> config = new TreeMap<>(app.config());
        config.put(name, value);
        return app.released(config);
    }

    public static Name alone(AppName app) {
        return Name.alone(Kind.APP, app);
    }

    public static Name alone(ServiceName service) {
        return Name.alone(Kind.SERVICE, service);
    }

    public static Name alone(AddonName addon) {
        return Name.alone(Kind.ADDON, addon);
    }

    public static Name shared(ServiceName service) {
        return Name.shared(Kind.SERVICE, service);
    }

    /** A runner for sessions that have no steps. */
    static void noSteps(Step step) {
        throw new AssertionError("no step expected: " + step);
    }

    /** Keeps what it is given. */
    public static final class Reports implements Progress {
        public final List<String> doing = new ArrayList<>();
        public final List<String> warned = new ArrayList<>();

        @Override
        public synchronized void doing(String what) {
            doing.add(what);
        }

        @Override
        public synchronized void warn(String message) {
            warned.add(message);
        }
    }
}
