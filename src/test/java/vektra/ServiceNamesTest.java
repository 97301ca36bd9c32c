package vektra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vektra.model.service.Service;

/** What concerns one service is in its package: no name of a service, or of its programs, stands anywhere else. */
class ServiceNamesTest {
    /** Where names of services may stand, and why. */
    private static final Map<String, String> EXEMPT = Map.ofEntries(
            Map.entry("src/main/java/vektra/courier/BucketClient.java", "speaks the protocol to any server of it"),
            Map.entry("src/main/java/vektra/model/schedule/Destination.java", "names the protocol, as other tools do"),
            Map.entry("src/main/java/vektra/memcached/", "a server of ours, a program of its own"),
            Map.entry("src/main/java/vektra/Main.java", "wires the services"),
            Map.entry("src/main/java/vektra/Training.java", "calls commands as users do, for the start-up archive"),
            Map.entry("src/main/java/vektra/manifest/format/", "what the files of other tools call services"),
            Map.entry(
                    "src/main/java/vektra/training/",
                    "speaks the protocols of the servers that the start-up archive is made with"),
            Map.entry("src/main/resources/vektra/training/", "the home that the start-up archive is made with"),
            Map.entry("src/main/resources/vektra/cli/manual.txt", "a document: its examples are run by a test"),
            Map.entry(
                    "src/main/resources/vektra/http/request/instead.txt",
                    "what users of another tool ask for, in its words"));

    /** Names that are words of their own: protocols, which rooms other than the service's speak as well. */
    private static final Set<String> PROTOCOLS = Set.of("syslog", "webhook");

    private static final List<Path> ROOTS =
            List.of(Path.of("src/main/java/vektra"), Path.of("src/main/resources"), Path.of("src/main/launcher"));

    /** What stands in each file, its name first, in lower case. */
    private static final Map<String, String> TEXTS = files().collect(Collectors.toMap(
            file -> file, file -> (file.replaceFirst(".*/", "") + "\n" + read(file)).toLowerCase(Locale.ROOT)));

    /** Where a service's own names may stand. */
    private static String home(Service service) {
        return Services.providers().stream()
                .filter(provider -> provider.service().name().equals(service.name()))
                .map(provider -> provider.getClass().getPackageName().replace('.', '/') + "/")
                .findFirst()
                .orElse("vektra/drain/");
    }

    /** What a service is called, here and elsewhere, and its client. */
    private static Set<String> names(Service service) {
        Set<String> names = new TreeSet<>(service.elsewhere().names());
        names.add(service.name().value());
        names.add(service.title().replaceFirst(" .*", ""));
        if (service.elsewhere().client() != null) {
            names.add(service.elsewhere().client());
        }
        return names.stream()
                .map(String::toLowerCase)
                .filter(name -> !PROTOCOLS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Short names count as whole words only; others inside of words too, but for words of English. */
    private static Pattern pattern(Set<String> names) {
        String words = names.stream()
                .map(name -> name.length() > 4 ? Pattern.quote(name) : "(?<![a-z0-9])" + name + "(?![a-z0-9])")
                .collect(Collectors.joining("|"));
        return Pattern.compile("(?i)(?!redistribut|rediscover|redispatch)(?:" + words + ")");
    }

    private static List<String> found(Pattern names, String text) {
        List<String> found = new ArrayList<>();
        text.lines().forEach(line -> {
            if (names.matcher(line).find()) {
                found.add(line.strip());
            }
        });
        return found;
    }

    static Stream<Service> services() {
        return Services.all().stream().filter(service -> !names(service).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_name_of_a_service_stands_in_its_package_only(Service service) {
        Set<String> names = names(service);
        Pattern pattern = pattern(names);
        String home = home(service);
        Map<String, List<String>> elsewhere = new LinkedHashMap<>();
        TEXTS.forEach((file, text) -> {
            // most have none, which a search for words finds out sooner than one for a pattern
            if (!file.contains(home) && exempt(file) == null && names.stream().anyMatch(text::contains)) {
                List<String> lines = found(pattern, text);
                if (!lines.isEmpty()) {
                    elsewhere.put(file, lines);
                }
            }
        });
        assertThat(elsewhere)
                .as("names of %s outside of its package", service.name())
                .isEmpty();
    }

    private static String exempt(String file) {
        return EXEMPT.entrySet().stream()
                .filter(one -> file.startsWith(one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    @Test
    void every_exemption_is_needed() {
        Pattern names =
                pattern(services().flatMap(service -> names(service).stream()).collect(Collectors.toSet()));
        Set<String> needed = files().filter(file -> exempt(file) != null)
                .filter(file -> !found(names, read(file)).isEmpty())
                .collect(Collectors.toSet());
        assertThat(EXEMPT.keySet()).allSatisfy(place -> assertThat(needed).anyMatch(file -> file.startsWith(place)));
    }

    @Test
    void the_services_that_are_wired_are_searched_for() {
        assertThat(services().flatMap(service -> names(service).stream()))
                .contains(
                        "postgres",
                        "postgresql",
                        "pg",
                        "psql",
                        "redis",
                        "redis-cli",
                        "memcache",
                        "mariadb",
                        "mysql",
                        "s3",
                        "sqs",
                        "sns",
                        "papertrail");
        assertThat(files().filter(file -> exempt(file) == null)).hasSizeGreaterThan(500);
    }

    @ParameterizedTest
    @CsvSource({
        "new PostgresProvider(), true",
        "POSTGRES_URL, true",
        "redis://host, true",
        "by pg:psql, true",
        "redistributed jpgs, false",
        "a page of config, false"
    })
    void a_name_is_found_as_it_is_written(String text, boolean found) {
        assertThat(found(pattern(Set.of("postgres", "redis", "pg")), text).isEmpty())
                .isEqualTo(!found);
    }

    private static Stream<String> files() {
        return ROOTS.stream().flatMap(ServiceNamesTest::below).map(Path::toString);
    }

    private static Stream<Path> below(Path root) {
        try {
            return Files.walk(root).filter(Files::isRegularFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String file) {
        try {
            return new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
