package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.cli.command.Changing;
import vektra.fixture.Home;

/** Whatever is typed wrong gets its documented exit code and two lines that help, and changes nothing. */
class BadInputIT {
    private static final String SECRET = "s3cr3tPa55";
    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
        home.vektra("addons:enable", "redis").ok();
        home.vektra("addons:bind", "redis", "-a", "note").ok();
        home.vektra("config:set", "-a", "note", "TOKEN=" + SECRET).ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    /** One call that must be refused. */
    private record Bad(int code, String says, List<String> argv) {
        @Override
        public String toString() {
            String line = String.join(" ", argv);
            return line.length() > 80 ? line.substring(0, 80) + "…" : line;
        }
    }

    private static Bad bad(int code, String says, String... argv) {
        return new Bad(code, says, List.of(argv));
    }

    static Stream<Bad> wrong_in_every_way() {
        return Stream.of(
                        unknown_words_with_the_nearest_known(),
                        add_ons_that_cannot_be_shared_or_changed(),
                        spaces_that_cannot_be(),
                        missing_and_surplus_words(),
                        words_of_other_tools(),
                        options_of_the_wrong_kind(),
                        names_that_cannot_be_one(),
                        urls_that_cannot_be_one(),
                        drains_that_cannot_be(),
                        things_that_are_not_there())
                .flatMap(bad -> bad);
    }

    @ParameterizedTest
    @MethodSource({"wrong_in_every_way", "destructive_words_without_a_confirmation"})
    void should_refuse_with_words_that_help_and_change_nothing(Bad bad) {
        refused(bad.code, bad.says, bad.argv.toArray(new String[0]));
    }

    @ParameterizedTest
    @MethodSource({"wrong_in_every_way", "wrong_confirmations"})
    void should_refuse_a_dry_run_in_the_same_words(Bad bad) {
        Commands.Entry entry = new Commands().find(bad.argv.get(0));
        if (entry != null && new Commands().make(entry, () -> null) instanceof Changing) {
            List<String> argv = new ArrayList<>(bad.argv);
            argv.add(0, "--dry-run");
            refused(bad.code, bad.says, argv.toArray(new String[0]));
        }
    }

    static Stream<Bad> wrong_confirmations() {
        return destructive_words_without_a_confirmation().filter(bad -> !bad.says.startsWith("--confirm"));
    }

    static Stream<Bad> unknown_words_with_the_nearest_known() {
        return Stream.of(
                bad(
                        3,
                        "did you mean postgres? Known: efs, logentries, logstash, mariadb, memcache, mysql, papertrail, postgres, rabbitmq, redis",
                        "addons:enable",
                        "postgress"),
                bad(3, "did you mean redis?", "addons:bind", "rediss", "-a", "note"),
                bad(
                        3,
                        "known: efs, logentries, logstash, mariadb, memcache, mysql, papertrail, postgres, rabbitmq, redis, s3, sns, sqs, syslog, webhook",
                        "addons:bind",
                        "cassandra",
                        "-a",
                        "note"),
                bad(3, "known: redis:shared, redis:dedicated", "addons:bind", "redis:huge", "-a", "note"),
                bad(3, "no plan called ''", "addons:bind", "redis:", "-a", "note"),
                bad(3, "did you mean postgres?", "addons:plans", "postgre"),
                bad(2, "did you mean addons:bind?", "addons:bnd", "redis", "-a", "note"),
                bad(2, "see: vektra help", "frobnicate"),
                bad(2, "no command ''", ""),
                bad(2, "unknown option '--forse' -> did you mean --force?", "addons:bind", "redis", "--forse"),
                bad(2, "did you mean --maxmemory?", "addons:enable", "redis", "--max-memory", "1gb"),
                bad(2, "unknown option '--shared-buffers'", "addons:enable", "redis", "--shared-buffers", "1gb"),
                bad(2, "unknown option '--ulr'", "addons:enable", "redis", "--ulr=redis://:" + SECRET + "@host"),
                bad(2, "unknown option '-p'", "addons:enable", "redis", "-p" + SECRET),
                bad(2, "unknown option '-a'", "apps", "-a", "note"),
                bad(2, "no command given", "-a", "note"),
                bad(2, "no command 'nope'", "help", "nope"));
    }

    static Stream<Bad> add_ons_that_cannot_be_shared_or_changed() {
        return Stream.of(
                bad(2, "'SERVICE[:PLAN]'", "addons:create", "-a", "note"),
                bad(2, "no app given", "addons:create", "redis"),
                bad(3, "no app called 'nope'", "addons:create", "redis", "-a", "nope"),
                bad(3, "did you mean redis?", "addons:create", "rediss", "-a", "note"),
                bad(3, "known: redis:shared, redis:dedicated", "addons:create", "redis:huge", "-a", "note"),
                bad(4, "is not enabled -> enable it", "addons:create", "postgres", "-a", "note"),
                bad(2, "ships log lines", "addons:create", "papertrail", "-a", "note"),
                bad(2, "is not an add-on name", "addons:create", "redis", "-a", "note", "--name", "../x"),
                bad(2, "is not an attachment name", "addons:create", "redis", "-a", "note", "--as", "1ST"),
                bad(4, "use another name: --as NAME", "addons:create", "redis", "-a", "note", "--as", "redis"),
                bad(2, "expected --confirm note", "addons:create", "redis", "-a", "note", "--confirm", "other"),
                bad(2, "unknown option '--maxmemory'", "addons:create", "redis", "-a", "note", "--maxmemory=1gb"),
                bad(2, "unexpected argument '64mb'", "addons:create", "redis:dedicated", "-a", "note", "--", "64mb"),
                bad(2, "has no options per add-on", "addons:create", "redis", "-a", "note", "--", "--maxmemory=1gb"),
                bad(2, "did you mean --port?", "addons:create", "redis:dedicated", "-a", "note", "--", "--prt", "1"),
                bad(2, "--port was given twice", "addons:create", "redis", "-a", "note", "--", "--port=1", "--port=2"),
                bad(
                        2,
                        "'9' is not a value",
                        "addons:create",
                        "redis:dedicated",
                        "-a",
                        "note",
                        "--",
                        "--maxmemory",
                        "9"),
                bad(3, "no add-on 'nope'", "addons:attach", "nope", "-a", "note"),
                bad(3, "no add-on 'note::NOPE' on note", "addons:attach", "note::NOPE", "-a", "note"),
                bad(3, "no app called 'nope'", "addons:attach", "nope::REDIS", "-a", "note"),
                bad(2, "is not an app name", "addons:attach", "::REDIS", "-a", "note"),
                bad(3, "no app called 'nope'", "addons:attach", "note::REDIS", "-a", "nope"),
                bad(3, "'NOPE' is not attached to note", "addons:detach", "NOPE", "-a", "note"),
                bad(3, "'NOPE' is not attached to note", "addons:promote", "NOPE", "-a", "note"),
                bad(3, "no add-on 'nope'", "addons:rename", "nope", "other"),
                bad(2, "is not an add-on name", "addons:rename", "redis", "My Cache", "-a", "note"),
                bad(2, "'NEW'", "addons:rename", "redis"),
                bad(2, "'redis' names no plan", "addons:upgrade", "redis", "-a", "note"),
                bad(3, "no plan called 'huge' for redis", "addons:upgrade", "redis:huge", "-a", "note"),
                bad(3, "no plan called 'huge' for redis", "addons:downgrade", "redis", "huge", "-a", "note"),
                bad(2, "cannot become 'postgres:shared'", "addons:upgrade", "redis", "postgres:shared", "-a", "note"),
                bad(
                        2,
                        "cannot be combined with a plan",
                        "addons:upgrade",
                        "redis",
                        "shared",
                        "--drop-old",
                        "-a",
                        "note"),
                bad(4, "has no previous copy", "addons:upgrade", "redis", "--drop-old", "-a", "note"),
                bad(3, "no add-on 'nope'", "addons:wait", "nope"),
                bad(3, "no app called 'nope'", "addons:wait", "-a", "nope"),
                bad(3, "no add-on 'nope'", "addons:actions", "nope"),
                bad(3, "redis has no action called 'explode'", "addons:action", "redis", "explode", "-a", "note"),
                bad(2, "is not NAME=VALUE", "addons:action", "redis", "stats", "fast", "-a", "note"),
                bad(2, "a was given twice", "addons:action", "redis", "stats", "a=1", "a=2", "-a", "note"),
                bad(3, "no add-on 'nope'", "addons:docs", "nope"),
                bad(3, "no add-on 'nope'", "addons:open", "nope"),
                bad(2, "is not the URL of a server", "addons:open", "redis", "-a", "note", "--server", "ftp://x"));
    }

    static Stream<Bad> spaces_that_cannot_be() {
        return Stream.of(
                bad(2, "'my-space' is not the name of a space", "spaces:create", "my-space"),
                bad(2, "is not the name of a space", "spaces:create", "9lives"),
                bad(2, "'P C I' is not a tag", "spaces:create", "prod", "P C I"),
                bad(3, "no space called prod", "spaces:tag", "prod", "pci"),
                bad(2, "no tag given", "spaces:tag", "prod"),
                bad(2, "is not a tag", "spaces:tag", "prod", "--remove", "a,,b"),
                bad(3, "no space called prod", "spaces:destroy", "prod"),
                bad(2, "'redis' names no plan", "plans:tag", "redis", "pci"),
                bad(3, "no plan called 'huge' for redis", "plans:tag", "redis:huge", "pci"),
                bad(2, "ships log lines", "plans:tag", "papertrail:drain", "pci"),
                bad(2, "no tag given", "plans:tag", "redis:shared"));
    }

    static Stream<Bad> drains_that_cannot_be() {
        return Stream.of(
                bad(2, "no --url for papertrail", "addons:enable", "papertrail"),
                bad(2, "has no port", "addons:enable", "papertrail", "--url", "logs.example.com"),
                bad(2, "is not a port", "addons:enable", "papertrail", "--url", "logs.example.com:99999"),
                bad(2, "papertrail takes no UDP", "addons:enable", "papertrail", "--url", "udp://127.0.0.1:1"),
                bad(2, "logentries needs --token", "addons:enable", "logentries", "--url", "127.0.0.1:1"),
                bad(2, "it begins with neither https:// nor", "addons:enable", "webhook", "--url", "ftp://h/" + SECRET),
                bad(2, "sends lines without encryption", "addons:enable", "webhook", "--url", "http://example.com/"),
                bad(2, "one of: drop-oldest, block", "addons:enable", "syslog", "--overflow", "drop"),
                bad(2, "a size with its unit", "addons:enable", "syslog", "--quota", "9"),
                bad(2, "1024kb or more", "addons:enable", "syslog", "--quota", "9kb"),
                bad(2, "is not the name of a drain", "addons:enable", "syslog", "--name", "My Logs"),
                bad(
                        4,
                        "redis is the name of another service",
                        "addons:enable",
                        "syslog",
                        "--url",
                        "tcp://127.0.0.1:1",
                        "--name",
                        "redis"),
                bad(
                        2,
                        "no token in $NOWHERE",
                        "addons:enable",
                        "logentries",
                        "--url",
                        "127.0.0.1:1",
                        "--token-env",
                        "NOWHERE"),
                bad(
                        2,
                        "the token was given twice",
                        "addons:enable",
                        "logentries",
                        "--url",
                        "127.0.0.1:1",
                        "--token",
                        SECRET,
                        "--token-env",
                        "HOME"),
                bad(5, "refused", "addons:enable", "syslog", "--url", "tcp://127.0.0.1:1", "--check"),
                bad(2, "needs no bind", "addons:bind", "papertrail", "-a", "note"),
                bad(2, "has no server", "addons:start", "syslog"),
                bad(2, "does not name the service", "drains:add", "logs.example.com:514", "-a", "note"),
                bad(2, "no URL given", "drains:add", "-a", "note"),
                bad(2, "cannot be combined", "logs:router", "--listen", "5140", "--no-listen"),
                bad(2, "several operations given", "logs:router", "--stop", "--status"),
                bad(2, "is not a loopback address", "logs:router", "--listen", "0.0.0.0:5140"),
                bad(2, "is not a port", "logs:router", "--listen", "70000"),
                bad(3, "no drain called 'nope'", "drains:info", "nope"),
                bad(3, "no drain called 'nope'", "drains:test", "nope"),
                bad(4, "the service papertrail is not enabled", "drains:info", "papertrail"),
                bad(3, "note has no drain 'nope'", "drains:remove", "nope", "-a", "note"),
                bad(3, "no app called 'nope'", "drains:add", "tcp://127.0.0.1:1", "-a", "nope"),
                bad(3, "no app called 'nope'", "drains", "-a", "nope"));
    }

    static Stream<Bad> words_of_other_tools() {
        return Stream.of(
                bad(2, "did you mean addons:bind?", "bind", "postgres"),
                bad(2, "did you mean addons:doctor?", "doctor"),
                bad(2, "did you mean addons:info?", "pg:info"),
                bad(2, "did you mean apps:info?", "app:info"),
                bad(2, "did you mean addons:connect?", "pg:psql"),
                bad(2, "did you mean addons:connect?", "redis:cli"),
                bad(2, "did you mean backups?", "pg:backups"),
                bad(3, "did you mean postgres?", "addons:enable", "heroku-postgresql"),
                bad(3, "did you mean redis?", "addons:bind", "rediscloud", "-a", "note"),
                bad(2, "an app is named by -a shop; see: vektra addons:bind --help", "addons:bind", "redis", "shop"),
                bad(2, "-> see: vektra addons:bind --help", "addons:bind", "redis", "shop", "-a", "note"),
                bad(3, "-> see: vektra apps", "apps:destroy", "-a", "nowhere-at-all"));
    }

    static Stream<Bad> missing_and_surplus_words() {
        return Stream.of(
                bad(2, "'SERVICE'", "addons:enable"),
                bad(2, "'SERVICE[:PLAN]'", "addons:bind", "-a", "note"),
                bad(2, "'NAME=VALUE'", "config:set", "-a", "note"),
                bad(2, "'--app' (APP)", "addons", "-a"),
                bad(2, "no app given -> use -a APP", "addons:bind", "redis"),
                bad(2, "unexpected argument 'b'", "apps:create", "a", "b"),
                bad(2, "'redis://:****@host'", "addons:enable", "redis", "redis://:" + SECRET + "@host"),
                bad(2, "only once", "-a", "note", "addons", "-a", "other"),
                bad(2, "only once", "addons:enable", "postgres", "--port", "5001", "--port", "5002"),
                bad(125, "'COMMAND'", "run", "-a", "note"),
                bad(125, "no app given", "run", "--", "true"));
    }

    static Stream<Bad> options_of_the_wrong_kind() {
        return Stream.of(
                bad(2, "'lots' is not a value for --maxmemory", "addons:enable", "redis", "--maxmemory", "lots"),
                bad(2, "one of: acl, none", "addons:enable", "redis", "--auth", "maybe"),
                bad(2, "a whole number", "addons:enable", "postgres", "--max-connections", "1.5"),
                bad(2, "'0' is not a value", "addons:enable", "postgres", "--max-connections", "0"),
                bad(2, "'-1' is not a value", "addons:enable", "postgres", "--max-connections=-1"),
                bad(2, "one of: machine, debian, embedded", "addons:enable", "postgres", "--from", "ebay"),
                bad(2, "a whole number from 1 to 65535", "addons:enable", "postgres", "--port", "0"),
                bad(2, "a whole number from 1 to 65535", "addons:enable", "postgres", "--port", "70000"),
                bad(2, "a whole number from 1 to 65535", "addons:enable", "postgres", "--port", "http"),
                bad(2, "is not an address to listen on", "addons:enable", "postgres", "--listen", "a b"),
                bad(2, "not a value for --listen", "addons:enable", "postgres", "--listen", ""),
                // an address for documentation, which no machine has
                bad(2, "not an address of this machine", "addons:enable", "postgres", "--listen", "192.0.2.1"),
                bad(2, "is not a number of seconds", "addons:status", "redis", "--timeout", "0"),
                bad(2, "'god' is not a scope", "tokens:create", "x", "--scope", "god"),
                bad(2, "'a b' is not the name of a token", "tokens:create", "a b"),
                bad(3, "no token called 'nix'", "tokens:revoke", "nix"),
                bad(2, "can be reached from other hosts", "server", "--listen", "0.0.0.0:5050"),
                bad(2, "cannot read /no/cert", "server", "--tls", "/no/cert", "/no/key"),
                bad(2, "is not a number of seconds", "--timeout", "-1", "addons:status", "redis"),
                bad(2, "is not a number of seconds", "addons:status", "redis", "--timeout=abc"),
                bad(2, "is not a number of lines", "addons:logs", "redis", "-n", "many"),
                bad(2, "is not a number of lines", "logs", "-a", "note", "-n", "many"),
                bad(2, "is neither a duration nor a time", "logs", "-a", "note", "--since", "soon"),
                bad(2, "'x' is not a boolean", "addons", "-a", "note", "--json=x"),
                bad(2, "'vX' is not a release", "rollback", "vX", "-a", "note"),
                bad(
                        4,
                        "--listen of redis cannot be changed after the service was enabled (now: 127.0.0.1)",
                        "addons:enable",
                        "redis",
                        "--listen",
                        "::1"));
    }

    static Stream<Bad> names_that_cannot_be_one() {
        Stream<Bad> apps = Stream.of(
                        "",
                        "a".repeat(300),
                        "my app",
                        "my.app",
                        "café",
                        "\uD83D\uDE80",
                        "../../etc/passwd",
                        "..",
                        "a/b",
                        "'; drop table app; --",
                        "\"quoted\"",
                        "new\nline",
                        "-x",
                        "x-",
                        "9lives",
                        "UPPER",
                        "\u009b31mred")
                .map(name -> bad(2, "is not an app name", "addons:bind", "redis", "--app=" + name));
        Stream<Bad> others = Stream.of(
                bad(2, "'my app' is not an app name -> 1 to 63", "apps:create", "my app"),
                bad(2, "for example my-app", "apps:create", "my app"),
                bad(2, "is not an app name", "apps:rename", "../x", "-a", "note"),
                bad(2, "is not an attachment name", "addons:bind", "redis", "-a", "note", "--as", ""),
                bad(2, "is not an attachment name", "addons:bind", "redis", "-a", "note", "--as", "1ST"),
                bad(2, "is not an attachment name", "addons:bind", "redis", "-a", "note", "--as", "A;B"),
                bad(2, "is not an attachment name", "addons:bind", "redis", "-a", "note", "--as", "B".repeat(64)),
                bad(2, "is not a service name", "addons:enable", "../redis"),
                bad(2, "is not a service name", "addons:bind", "", "-a", "note"),
                bad(2, "'1ST' is not the name of a config var", "config:set", "-a", "note", "1ST=x"),
                bad(2, "is not the name of a config var", "config:set", "-a", "note", "A B=" + SECRET),
                bad(2, "is not the name of a config var", "config:set", "-a", "note", "$(id)=x"),
                bad(2, "is not the name of a config var", "config:unset", "-a", "note", "A=" + "x"),
                bad(2, "assignment 2 is not NAME=VALUE", "config:set", "-a", "note", "PASSWORD=", SECRET),
                bad(2, "assignment 1 is not NAME=VALUE", "config:set", "-a", "note", "=" + SECRET),
                bad(2, "assignment 1 is not NAME=VALUE", "config:set", "-a", "note", "@/etc/passwd"));
        return Stream.concat(apps, others);
    }

    static Stream<Bad> urls_that_cannot_be_one() {
        String login = "admin:" + SECRET + "@";
        Stream<Bad> postgres = Stream.of(
                        "postgres://" + login,
                        "postgres://" + login + ":5432/postgres",
                        "postgres://" + login + "host:0/postgres",
                        "postgres://" + login + "host:99999/postgres",
                        "postgres://" + login + "host:http/postgres",
                        "postgres://" + login + "my host:5432/postgres",
                        "postgres://admin:" + SECRET + "%zz@host",
                        "postgres://host:5432/postgres",
                        "redis://" + login + "host",
                        login + "host:5432",
                        " ")
                .map(url -> bad(2, "", "addons:enable", "postgres", "--url", url));
        Stream<Bad> memcache = Stream.of("host:0", "host:99999", "my host:11211", "a,,b", login + "host:11211")
                .map(url -> bad(2, "", "addons:enable", "memcache", "--url", url));
        Stream<Bad> others = Stream.of(
                bad(2, "the URL was given twice", "addons:enable", "memcache", "--url", "a:1", "--url-env", "PATH"),
                bad(2, "no URL in $NOT_SET_AT_ALL", "addons:enable", "memcache", "--url-env", "NOT_SET_AT_ALL"),
                bad(2, "cannot read nowhere", "addons:enable", "memcache", "--url-file", "nowhere"),
                bad(2, "is for a server that Vektra starts", "addons:enable", "memcache", "--url=a:1", "--port=5001"),
                bad(4, "redis has a server that Vektra manages", "addons:enable", "redis", "--url", "redis://h"));
        return Stream.of(postgres, memcache, others).flatMap(all -> all);
    }

    static Stream<Bad> things_that_are_not_there() {
        return Stream.of(
                bad(3, "no app called 'shop' -> create it: vektra apps:create shop", "config", "-a", "shop"),
                bad(3, "did you mean note?", "config:set", "-a", "notes", "A=b"),
                bad(3, "did you mean TOKEN?", "config:get", "TOKN", "-a", "note"),
                bad(3, "note has no release v999", "releases:info", "v999", "-a", "note"),
                bad(3, "note has no release v999", "rollback", "v999", "-a", "note"),
                bad(3, "no add-on 'postgres' on note", "addons:info", "postgres", "-a", "note"),
                bad(3, "no service called 'redis-bold-12345'", "addons:start", "redis-bold-12345"),
                bad(4, "is not enabled -> enable it", "addons:bind", "postgres", "-a", "note"),
                bad(4, "is not enabled -> enable it", "addons:status", "memcache"),
                bad(4, "read-only", "config:set", "-a", "note", "REDIS_URL=" + SECRET),
                bad(4, "has REDIS attached to", "addons:bind", "redis:dedicated", "-a", "note"),
                bad(125, "no app called 'nope'", "run", "-a", "nope", "--", "true"));
    }

    static Stream<Bad> destructive_words_without_a_confirmation() {
        return Stream.of(
                bad(2, "--confirm note", "apps:destroy", "-a", "note"),
                bad(2, "nothing was done", "apps:destroy", "-a", "note", "--confirm", "Note"),
                bad(2, "nothing was done", "apps:destroy", "-a", "note", "--destroy-data", "--confirm="),
                bad(2, "--confirm note or --confirm redis-", "addons:destroy", "redis", "-a", "note"),
                bad(2, "nothing was done", "addons:destroy", "redis", "-a", "note", "--confirm", "redis"),
                bad(2, "goes with --destroy-data", "addons:disable", "redis", "--confirm", "redis"),
                bad(4, "redis is bound to note", "addons:disable", "redis", "--destroy-data", "--confirm", "redis"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"apps:create|my app", "addons:bind|postgress|-a|note", "config:get|NOPE|-a|note", "nope"})
    void should_answer_in_words_on_stderr_also_where_json_is_asked_for(String line) {
        String[] argv = (line + "|--json").split("\\|");
        Home.Ran ran = home.vektra(argv);
        assertThat(ran.code()).isIn(2, 3);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("Error: ");
    }

    @ParameterizedTest
    @CsvSource({
        "'A=1\nB', line 2",
        "'A=1\n\n2X=3', line 3",
        "'A=1\nB=\"open\nC=2', line 2",
        "'A=\"x\" y', line 1",
        "'KEY=-----BEGIN KEY-----\nMII/s3cr3tPa55=\n', line 2",
        "'# fine\nexport 1A=s3cr3tPa55', line 2"
    })
    void should_name_the_line_of_a_malformed_env_file(String text, String line) throws Exception {
        Path file = Files.writeString(home.scratch().resolve("bad.env"), text);
        refused(2, line, "config:import", file.toString(), "-a", "note");
    }

    @Test
    void should_refuse_an_env_file_that_is_no_text() throws Exception {
        Path file = Files.write(home.scratch().resolve("bad.env"), new byte[] {'A', '=', (byte) 0xff, '\n'});
        refused(2, "is not UTF-8", "config:import", file.toString(), "-a", "note");
        Files.write(file, new byte[] {'A', '=', 0, '\n'});
        refused(2, "the value of A holds a NUL byte", "config:import", file.toString(), "-a", "note");
        refused(2, "cannot read", "config:import", home.scratch().toString(), "-a", "note");
    }

    @Test
    void should_say_which_vektra_file_names_no_app() throws Exception {
        Path file = home.scratch().resolve(".vektra");
        for (byte[] content : List.of(
                new byte[0],
                "\n\n".getBytes(StandardCharsets.UTF_8),
                "../x".getBytes(StandardCharsets.UTF_8),
                new byte[] {(byte) 0xff, 0, 7})) {
            Files.write(file, content);
            refused(2, file + " does not hold the name of an app", "addons");
            home.vektra("addons", "-a", "note").ok();
        }
        Files.writeString(file, "note\n");
        refused(2, file + " names the app note, which is not allowed yet", "addons");
        home.vektra("use", "note").ok();
        home.vektra("addons").ok();
        Files.delete(file);
    }

    @Test
    void should_say_that_the_environment_names_no_app() {
        Map<String, String> wrong = Map.of("VEKTRA_APP", "my app");
        Home.Ran ran = home.vektra(wrong, "addons").exits(2);
        assertThat(ran.err()).startsWith("Error: VEKTRA_APP does not hold the name of an app: 'my app'");
        home.vektra(wrong, "addons", "-a", "note").ok();
    }

    @Test
    void should_take_values_of_any_kind_as_they_are() {
        String strange = "@/etc/passwd ${HOME} $(id) 'one' \"two\" \\ \uD83D\uDE80 %s\n-- \u001b[31m";
        home.vektra("config:set", "-a", "note", "STRANGE=" + strange).ok();
        assertThat(home.vektra("config:get", "STRANGE", "-a", "note").ok().out())
                .isEqualTo(strange + "\n");
        home.vektra("config:unset", "STRANGE", "-a", "note").ok();
    }

    @Test
    void should_log_in_with_a_password_whose_special_characters_are_percent_encoded() {
        String admin = home.adminUrl("redis");
        String address = admin.substring(admin.indexOf('@') + 1);
        String password = "p@ss/w:rd?#% +'\"";
        try (redis.clients.jedis.Jedis redis = new redis.clients.jedis.Jedis(admin)) {
            redis.aclSetUser("special", "on", ">" + password, "~*", "&*", "+@all");
        }
        try (Home other = new Home()) {
            String url = "redis://special:p%40ss%2Fw%3Ard%3F%23%25%20+%27%22@" + address;
            other.with("THE_URL", url)
                    .vektra("addons:enable", "redis", "--url-env", "THE_URL")
                    .ok();
            other.vektra("addons:bind", "redis", "-a", "guest").ok();
            other.vektra("addons:destroy", "redis", "-a", "guest", "--confirm", "guest")
                    .ok();
            Home.Ran wrong = other.vektra("addons:enable", "redis", "--url", url.replace("p%40ss", "p%41ss"));
            assertThat(wrong.exits(5).err()).doesNotContain("w%3Ard").doesNotContain("w:rd");
        }
    }

    /** The whole of what a refusal is; returns nothing, since there is nothing else to it. */
    private static void refused(int code, String says, String... argv) {
        Snapshot before = Snapshot.of(home.path());
        Home.Ran ran = home.vektra(argv).exits(code);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .matches("Error: [^\\n]+\\n(  -> [^\\n]+\\n)?")
                .doesNotContain(SECRET)
                .doesNotContainPattern("[\\p{Cc}&&[^\\n]]");
        assertThat(ran.err().replace("\n  -> ", " -> ")).contains(says);
        assertThat(Snapshot.of(home.path())).isEqualTo(before);
    }
}
