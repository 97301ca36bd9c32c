package vektra.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.Signal;

/** A whole run, watched from outside: which processes, files and answers tell a password. */
class SecretsIT {
    private static final List<String> SERVICES = List.of("postgres", "redis", "memcache");
    private static final Pattern LOGIN = Pattern.compile("//[^/\\s\"]*:([^@/\\s\"]+)@");
    private static final String CHILD = "a-child-of-run";

    /** Where passwords live, and the data of the servers that must know them or their hashes. */
    private static final String KEEPS_SECRETS = "(apps|services|drains)/[^/]+\\.json|servers/[^/]+/data(/.*)?";

    private static final Set<String> ARGUMENTS = new ConcurrentSkipListSet<>();
    private static final Set<String> ENVIRONMENTS = new ConcurrentSkipListSet<>();
    private static final Set<String> PASSWORDS = new TreeSet<>();
    private static final Map<String, String> SAID = new TreeMap<>();

    private static Home home;
    private static volatile boolean watching = true;

    @BeforeAll
    static void run() throws Exception {
        home = new Home();
        home.with("XDG_CACHE_HOME", home.scratch().resolve("cache").toString());
        Thread watcher = new Thread(SecretsIT::watch);
        watcher.start();
        for (String service : SERVICES) {
            said("addons:enable", service);
            said("addons:bind", service, "-a", "shop");
            said("addons:bind", service, "-a", "shop", "--as", "more");
        }
        said("addons:bind", "redis:dedicated", "-a", "own");
        learn();
        for (String service : List.of("postgres", "redis")) {
            said("addons:rotate", service, "-a", "shop");
            said("addons:rotate", service, "-a", "shop", "--grace", "1h", "--json");
            learn();
        }
        drains();
        for (String line : List.of(
                "config -a shop",
                "config -a shop --notes",
                "addons:enable logentries --format json --json",
                "addons:enable webhook --format logplex",
                "addons:status logentries --json",
                "drains -a shop",
                "drains --json",
                "drains:info webhook",
                "drains:test webhook --timeout 1",
                "drains:test logentries --timeout 1",
                "logs:router --status --json",
                "drains:remove https://127.0.0.1:1/in -a shop",
                "logs -a shop",
                "addons --all",
                "addons --json -a shop",
                "addons:services",
                "addons:doctor",
                "addons:doctor --json",
                "releases -a shop",
                "releases:info v1 -a shop",
                "addons:bind nothing -a shop",
                "addons:bind postgres -a shop --ass more",
                "addons:destroy postgres -a shop",
                "config:set -a shop DATABASE_URL",
                "run -a shop -- sh -c exit " + CHILD,
                "run -a shop -- no-such-program")) {
            said(line.split(" "));
        }
        for (String service : SERVICES) {
            said("addons:info", service, "-a", "shop");
            said("addons:info", service, "-a", "shop", "--json");
            said("addons:status", service, "--json");
            said("addons:logs", service);
        }
        for (String service : List.of("postgres", "redis")) {
            long pid = home.json("addons:status", service).at("/pid").asLong();
            Signal.send("STOP", pid);
            try {
                said("addons:unbind", service, "-a", "shop", "--timeout", "1");
                said("addons:info", service, "-a", "shop", "--timeout", "1");
                said("addons:doctor", "--timeout", "1");
            } finally {
                Signal.send("CONT", pid);
            }
            said("addons:stop", service);
            said("addons:info", service, "-a", "shop");
            said("addons:start", service);
            said("addons:unbind", service, "-a", "shop");
        }
        learn();
        watching = false;
        watcher.join();
    }

    /** Drains with a token, and with a user, a key in the query and one to sign with; nothing listens there. */
    private static void drains() {
        PASSWORDS.addAll(List.of("t0ken-of-a-log", "pa55-in-a-url", "k3y-in-a-query", "k3y-that-signs"));
        home.write("token", "t0ken-of-a-log\n");
        home.write("url", "https://me:pa55-in-a-url@127.0.0.1:1/in?key=k3y-in-a-query\n");
        home.write("key", "k3y-that-signs\n");
        said("addons:enable", "logentries", "--token-file", "token", "--url", "127.0.0.1:1");
        said("addons:enable", "webhook", "--secret-file", "key", "--url-file", "url");
        said("drains:add", "--service", "webhook", "--secret-file", "key", "--url-file", "url", "-a", "shop");
        said("run", "-a", "shop", "--", "sh", "-c", "exit", CHILD);
    }

    @AfterAll
    static void close() {
        watching = false;
        home.close();
    }

    @Test
    void no_process_has_a_password_in_its_arguments_or_without_need_in_its_environment() {
        assertThat(ARGUMENTS).anyMatch(line -> line.contains("vektra.Main")).hasSizeGreaterThan(20);
        hidden("the arguments of processes", ARGUMENTS);
        hidden("the environment of processes", ENVIRONMENTS);
    }

    @Test
    void no_command_tells_a_password_unasked() {
        SAID.forEach((command, answer) -> hidden(command, List.of(answer)));
    }

    @Test
    void no_file_but_those_of_apps_and_services_holds_a_password() throws IOException {
        for (Path file : files()) {
            String name = home.path().relativize(file).toString();
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !name.matches(KEEPS_SECRETS)) {
                hidden(name, List.of(Files.readString(file, ISO_8859_1)));
            }
        }
        try (Stream<Path> cached = Files.walk(home.scratch().resolve("cache"))) {
            // but for an archive in the making, which is moved when it is done
            for (Path file : cached.filter(path -> !path.toString().contains(".making"))
                    .filter(Files::isRegularFile)
                    .toList()) {
                hidden(file.toString(), List.of(Files.readString(file, ISO_8859_1)));
            }
        }
    }

    @Test
    void no_other_user_may_enter_a_folder_or_read_a_file() throws IOException {
        for (Path file : files()) {
            String permissions =
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
            String name = home.path().relativize(file).toString();
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                assertThat(permissions).as(name).isEqualTo("rwx------");
            } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                assertThat(permissions).as(name).isEqualTo("rw-------");
            }
        }
    }

    private static void hidden(String where, Iterable<String> texts) {
        assertThat(PASSWORDS).hasSizeGreaterThan(6);
        for (String text : texts) {
            for (String password : PASSWORDS) {
                assertThat(text.contains(password)).as("a password in " + where).isFalse();
            }
        }
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(home.path())) {
            all.forEach(files::add);
        }
        return files;
    }

    private static void said(String... command) {
        Home.Ran ran = home.vektra(command);
        assertThat(ran.code()).as(ran.toString()).isNotEqualTo(1);
        SAID.put(String.join(" ", command) + " #" + SAID.size(), ran.out() + ran.err());
    }

    /** Takes note of the passwords that the home has now. */
    private static void learn() throws IOException {
        for (String folder : List.of("apps", "services")) {
            try (Stream<Path> files = Files.list(home.path().resolve(folder))) {
                for (Path file : files.toList()) {
                    String text = Files.readString(file);
                    for (Matcher login = LOGIN.matcher(text); login.find(); ) {
                        PASSWORDS.add(login.group(1));
                    }
                    if (folder.equals("apps") && file.toString().endsWith(".json")) {
                        for (JsonNode password : Home.JSON.readTree(text).findValues("password")) {
                            PASSWORDS.add(password.asText());
                        }
                    }
                }
            }
        }
        PASSWORDS.removeIf(String::isEmpty);
        assertThat(PASSWORDS)
                .contains(URI.create(home.adminUrl("redis")).getUserInfo().split(":")[1]);
    }

    private static void watch() {
        while (watching) {
            ProcessHandle.allProcesses().forEach(SecretsIT::note);
            LockSupport.parkNanos(1_000_000); // else the watched would have no processor
        }
    }

    /** Of every process, since what Vektra starts need not show that it does. */
    private static void note(ProcessHandle process) {
        Path proc = Path.of("/proc", String.valueOf(process.pid()));
        try {
            String arguments = Files.readString(proc.resolve("cmdline"), ISO_8859_1);
            ARGUMENTS.add(arguments);
            if (!arguments.contains(CHILD)) {
                ENVIRONMENTS.add(Files.readString(proc.resolve("environ"), ISO_8859_1));
            }
        } catch (IOException gone) {
            // ended meanwhile
        }
    }
}
