package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import vektra.InProcess;
import vektra.cli.command.VektraCommand;
import vektra.model.Token;
import vektra.model.name.AppName;
import vektra.remote.Commands.Streams;
import vektra.remote.Wanted;

/** What each command needs of a token that has it run from another machine. */
class RightsTest {
    /** A new command is written down here once it is decided what it needs. */
    private static final Map<String, String> NEEDED = Map.of(
            "view",
            "addons addons:actions addons:docs addons:info addons:options addons:plans"
                    + " addons:stats apps apps:info backups backups:info canaries releases resources:options"
                    + " resources:types spaces status",
            "read",
            "addons:export addons:logs addons:services addons:status alerts backups:download"
                    + " backups:schedules backups:verify config config:get drains drains:info drains:test"
                    + " logs releases:info resources resources:export resources:export-manifest"
                    + " resources:info resources:url",
            "write",
            "addons:action addons:attach addons:bind addons:create addons:destroy addons:detach addons:downgrade"
                    + " addons:import addons:promote addons:reap addons:rename addons:rotate addons:unbind"
                    + " addons:upgrade addons:wait apps:clone apps:create apps:destroy apps:rename backups:delete"
                    + " backups:drill backups:now backups:restore backups:run backups:unschedule config:import"
                    + " config:set config:unset drains:add drains:remove resources:create"
                    + " resources:delete resources:import resources:link resources:unlink resources:update rollback",
            "admin",
            "addons:disable addons:doctor addons:enable addons:restart addons:spares addons:start addons:stop"
                    + " addons:units addons:upgrade-server alerts:add alerts:remove alerts:test audit backups:schedule"
                    + " canaries:destroy canaries:recycle plans:tag resources:apply spaces:create spaces:destroy spaces:tag start"
                    + " tokens tokens:create tokens:revoke",
            "runs here",
            "addons:connect addons:proxy run",
            "not elsewhere",
            "addons:open canaries:create completion compose decrypt encrypt home:destroy home:export"
                    + " home:import home:move keys:rewrap keys:rotate login logout logs:pipe logs:router logs:tail mcp"
                    + " monitors monitors:create monitors:dashboard monitors:deploy monitors:doctor monitors:logs"
                    + " monitors:maintenance monitors:metrics monitors:procfile monitors:ps monitors:run"
                    + " monitors:scale monitors:setup monitors:slo monitors:start monitors:teardown monitors:uptime"
                    + " remotes resources:console resources:proxy server stop units units:app up use version");

    /** Where they are, files are written or read that a client must not name. */
    private static final List<String> FILES = List.of("FILE", "FOLDER", "PATH");

    private final Commands commands = new Commands();

    @TempDir
    private Path home;

    private static Token token(Token.Scope scope, String... apps) {
        return new Token(
                "ben",
                "0".repeat(64),
                scope,
                Instant.EPOCH,
                null,
                List.of(apps).stream().map(AppName::new).toList());
    }

    private InProcess.Ended run(Token token, List<String> words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        Wanted wanted = new Wanted(words, Map.of(), "", 0);
        Streams streams = new Streams(InputStream.nullInputStream(), out, err);
        int code = InProcess.runFor(wanted, token, streams, home.resolve("home"));
        return new InProcess.Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void what_each_command_needs_is_decided() {
        Map<String, TreeSet<String>> decided = new TreeMap<>();
        for (Commands.Entry entry : commands.all()) {
            VektraCommand<?> command = commands.make(entry, () -> null);
            String needed = entry.is(Trait.STAYS)
                    ? "not elsewhere"
                    : entry.is(Trait.REACHES)
                            ? "runs here"
                            : Rights.needed(entry, command).word();
            decided.computeIfAbsent(needed, key -> new TreeSet<>()).add(entry.name());
        }
        Map<String, String> words = new TreeMap<>();
        decided.forEach((needed, names) -> words.put(needed, String.join(" ", names)));
        assertThat(words).isEqualTo(new TreeMap<>(NEEDED));
    }

    @Test
    void every_command_is_refused_to_a_token_that_may_not_and_changes_nothing() {
        for (Commands.Entry entry : commands.all()) {
            VektraCommand<?> command = commands.make(entry, () -> null);
            List<String> words = words(entry, command.spec());
            List<Token> tokens = new ArrayList<>();
            if (!entry.is(Trait.FOR_APP)) {
                tokens.add(token(Token.Scope.WRITE, "shop"));
            }
            boolean never = entry.is(Trait.STAYS) || entry.is(Trait.REACHES);
            for (Token.Scope scope : Token.Scope.values()) {
                if (never || !scope.allows(Rights.needed(entry, command))) {
                    tokens.add(token(scope));
                }
            }
            for (Token token : tokens) {
                InProcess.Ended ended = run(token, words);
                assertThat(ended.code())
                        .as(words + " for " + token + ": " + ended)
                        .isIn(4, 125);
                assertThat(ended.err())
                        .startsWith("Error: ")
                        .containsAnyOf("needs a token of scope", "needs a token for all apps", "is not run elsewhere");
                assertThat(ended.out()).isEmpty();
            }
        }
        assertThat(home.resolve("home")).doesNotExist();
    }

    @Test
    void no_command_takes_a_file_of_the_servers_machine() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "A=1\n");
        int tried = 0;
        for (Commands.Entry entry : commands.all()) {
            CommandSpec spec = commands.make(entry, () -> null).spec();
            boolean never = entry.is(Trait.STAYS) || entry.is(Trait.REACHES);
            for (ArgSpec argument : spec.args()) {
                if (!never && FILES.contains(argument.paramLabel())) {
                    List<String> words = new ArrayList<>(words(entry, spec));
                    if (argument instanceof OptionSpec option) {
                        words.addAll(1, List.of(option.longestName(), file.toString()));
                    } else {
                        words.replaceAll(word -> word.equals("-") ? file.toString() : word);
                        if (!words.contains(file.toString())) {
                            words.add(file.toString());
                        }
                    }
                    InProcess.Ended ended = run(token(Token.Scope.ADMIN), words);
                    assertThat(ended.code()).as(words + ": " + ended).isEqualTo(2);
                    assertThat(ended.err()).contains("would be one of the server's machine");
                    tried++;
                }
            }
        }
        assertThat(tried).isGreaterThan(5);
        assertThat(file).hasContent("A=1");
    }

    @Test
    void what_looks_for_files_around_it_finds_none() {
        assertThat(run(token(Token.Scope.ADMIN), List.of("resources:apply", "-a", "shop"))
                        .err())
                .contains("a manifest in the folder", "pipe it: vektra resources:apply -m - < FILE");
        assertThat(run(
                                token(Token.Scope.ADMIN),
                                List.of(
                                        "backups:schedule",
                                        "x",
                                        "-a",
                                        "shop",
                                        "--at",
                                        "02:00",
                                        "--to",
                                        home.toString()))
                        .err())
                .contains("this reads or writes files of the folder that it is typed in");
        for (String words : List.of(
                "backups:restore --from /etc/passwd", "backups:download /etc/passwd -", "backups:verify /etc/passwd")) {
            InProcess.Ended ended = run(token(Token.Scope.ADMIN), List.of(words.split(" ")));
            assertThat(ended.code()).as(words + ": " + ended).isEqualTo(3);
            assertThat(ended.err()).startsWith("Error: no add-on '/etc/passwd'\n");
        }
    }

    @Test
    void a_manifest_is_piped_there() {
        var out = new ByteArrayOutputStream();
        for (String manifest :
                List.of("resources:\n  files:\n    type: efs\n", "{'addons': ['efs']}".replace('\'', '"'))) {
            var in = new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8));
            int code = InProcess.runFor(
                    new Wanted(List.of("resources:apply", "-a", "shop", "-m", "-"), Map.of(), "", 0),
                    token(Token.Scope.ADMIN),
                    new Streams(in, out, out),
                    home.resolve("home"));
            assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isZero();
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Applied standard input\n");
        assertThat(run(token(Token.Scope.READ), List.of("addons", "-a", "shop")).out())
                .contains("efs:");
    }

    @Test
    void a_backup_is_verified_there_and_piped_to_the_client() throws Exception {
        for (String words : List.of(
                "addons:enable efs",
                "apps:create shop",
                "addons:create efs -a shop --name files",
                "backups:now files")) {
            assertThat(run(token(Token.Scope.ADMIN), List.of(words.split(" "))).code())
                    .as(words)
                    .isZero();
        }
        Token reader = token(Token.Scope.READ);
        assertThat(run(reader, List.of("backups:verify", "files")).out()).contains("files/1 is whole");
        InProcess.Ended piped = run(reader, List.of("backups:download", "files", "-"));
        assertThat(piped.err()).isEqualTo("Copied the backup files/1\n");
        try (Stream<Path> all = Files.walk(home.resolve("home/backups"))) {
            Path dump = all.filter(file -> file.toString().endsWith(".dump"))
                    .findFirst()
                    .orElseThrow();
            assertThat(piped.out()).isEqualTo(new String(Files.readAllBytes(dump), StandardCharsets.UTF_8));
        }
    }

    @Test
    void options_of_the_operator_need_an_admin_whatever_the_other_words_are_called() {
        Map<String, String> wanted = Map.of(
                "addons:create redis:dedicated -a shop -- --listen 0.0.0.0",
                "listen",
                "addons:create --as efs redis:dedicated -a shop -- --listen=0.0.0.0",
                "listen",
                "addons:create --name efs redis:dedicated -a shop --dry-run -- --image x",
                "image",
                "resources:create redis:dedicated LISTEN=0.0.0.0 -a shop",
                "listen",
                "rack resources create redis -n efs auth=none",
                "auth",
                "drains:add https://example.com -a shop --insecure",
                "insecure",
                "drains:add --service logstash -a shop --with-servers --name syslog https://example.com",
                "with-servers");
        wanted.forEach((words, option) -> {
            InProcess.Ended ended = run(token(Token.Scope.WRITE), List.of(words.split(" ")));
            assertThat(ended.code()).as(words + ": " + ended).isEqualTo(4);
            assertThat(ended.err()).contains(" with --" + option + " needs a token of scope admin; ben has write");
        });
        assertThat(home.resolve("home")).doesNotExist();
    }

    @Test
    void options_of_the_operator_need_an_admin_also_where_only_the_add_on_is_named() {
        for (String words : List.of("addons:enable efs", "apps:create shop", "resources:create efs -n files -a shop")) {
            assertThat(run(token(Token.Scope.ADMIN), List.of(words.split(" "))).code())
                    .as(words)
                    .isZero();
        }
        InProcess.Ended ended =
                run(token(Token.Scope.WRITE), List.of("resources:update", "files", "Monitor=10s", "-a", "shop"));
        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.err()).contains("resources:update with --monitor needs a token of scope admin");
    }

    @Test
    void options_of_an_add_on_need_no_admin() {
        for (String words : List.of(
                "addons:create redis:dedicated -a shop -- --maxmemory 64mb",
                "resources:create redis:dedicated MaxMemory=64mb -a shop")) {
            assertThat(run(token(Token.Scope.WRITE), List.of(words.split(" "))).err())
                    .as(words)
                    .contains("redis is not enabled");
        }
        assertThat(run(token(Token.Scope.WRITE), List.of("addons:create", "redis", "-a", "shop", "--", "--lisen", "x"))
                        .err())
                .contains("redis has no option --lisen", "did you mean --listen");
    }

    @Test
    void the_certificates_of_a_drain_are_no_file_of_the_servers_machine() {
        InProcess.Ended ended = run(
                token(Token.Scope.ADMIN),
                List.of("drains:add", "https://example.com", "-a", "shop", "--ca", "/etc/passwd"));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("FILE would be one of the server's machine");
    }

    @Test
    void a_call_from_elsewhere_goes_no_further() {
        InProcess.Ended ended = run(token(Token.Scope.ADMIN), List.of("apps", "--remote", "other"));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("a command that came from another machine");
    }

    /** The command with a value for all that it requires. */
    private static List<String> words(Commands.Entry entry, CommandSpec spec) {
        List<String> words = new ArrayList<>(List.of(entry.name()));
        for (PositionalParamSpec argument : spec.positionalParameters()) {
            if (argument.required()) {
                words.add(value(argument));
            }
        }
        if (spec.findOption("-a") != null) {
            words.addAll(1, List.of("-a", "shop"));
        }
        return words;
    }

    private static String value(ArgSpec argument) {
        return switch (argument.paramLabel()) {
            case "FILE", "PATH", "FOLDER" -> "-";
            case "NAME=VALUE" -> "A=1";
            case "N" -> "1";
            default -> "shop";
        };
    }
}
