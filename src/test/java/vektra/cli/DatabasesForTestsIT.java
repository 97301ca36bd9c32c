package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** A framework's own command for tests, which would create a database, works in an add-on that is there for tests. */
@Sampled(oneIn = 4)
class DatabasesForTestsIT {
    private static final Path SITE =
            Path.of("src", "test", "programs", "django_site").toAbsolutePath();
    private static final Path PYTHON = Path.of("/usr/lib/python3/dist-packages");

    @Test
    void django() {
        assumeTrue(
                Files.exists(PYTHON.resolve("django")) && Files.exists(PYTHON.resolve("psycopg2")),
                "python3-django and python3-psycopg2 are not installed");
        try (Home home = new Home()) {
            home.enable("postgres");
            home.vektra("addons:bind", "postgres", "-a", "shop").ok();
            home.vektra("addons:create", "postgres", "-a", "shop", "--as", "TEST", "--ttl", "1d")
                    .ok();
            for (int time = 0; time < 2; time++) {
                assertThat(django(home, "env", "TESTING=1", "test", "shop", "--keepdb")
                                .ok()
                                .out())
                        .contains("tested in " + database(home, "TEST_URL"));
            }
            assertThat(django(home, "env", "TESTING=1", "inspectdb").ok().out()).contains("db_table = 'shop_item'");
            assertThat(django(home, "env", "inspectdb").ok().out()).doesNotContain("shop_item");
            assertThat(django(home, "env", "test", "shop", "--noinput"))
                    .as("the app's own login creates no databases")
                    .satisfies(ran -> assertThat(ran.code()).isNotZero())
                    .satisfies(ran -> assertThat(ran.err()).contains("permission denied to create database"));
        }
    }

    /** @param words of {@code env} with its variables, then of Django's command */
    private static Home.Ran django(Home home, String... words) {
        List<String> command = new ArrayList<>(List.of(Home.LAUNCHER.toString(), "run", "-a", "shop", "--"));
        for (String word : words) {
            if (!word.equals("env") && !word.contains("=") && !command.contains("django")) {
                command.addAll(List.of("/usr/bin/python3", "-m", "django"));
            }
            command.add(word);
        }
        Map<String, String> site = Map.of(
                "PYTHONPATH", SITE.toString(), "PYTHONDONTWRITEBYTECODE", "1", "DJANGO_SETTINGS_MODULE", "settings");
        return home.program(site, command.toArray(String[]::new));
    }

    private static String database(Home home, String variable) {
        String url =
                home.vektra("config:get", variable, "-a", "shop").ok().out().strip();
        return URI.create(url).getPath().substring(1);
    }
}
