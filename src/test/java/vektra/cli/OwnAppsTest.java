package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import vektra.InProcess;
import vektra.model.Token;
import vektra.model.name.AppName;
import vektra.remote.Commands.Streams;
import vektra.remote.Wanted;

/** What commands give and change for a token that is limited to some apps or to looking: over every command there is. */
class OwnAppsTest {
    private static final String SECRET = "hush-hush";

    private static final Token ADMIN = token(Token.Scope.ADMIN);
    private static final Token LIMITED = token(Token.Scope.WRITE, "guest", "mine");

    @TempDir
    private static Path home;

    private static Token token(Token.Scope scope, String... apps) {
        List<AppName> names = Stream.of(apps).map(AppName::new).toList();
        return new Token("ben", "0".repeat(64), scope, Instant.EPOCH, null, names);
    }

    private static InProcess.Ended run(Token token, List<String> words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        Streams streams = new Streams(InputStream.nullInputStream(), out, err);
        int code = InProcess.runFor(new Wanted(words, Map.of(), "", 0), token, streams, home.resolve("home"));
        return new InProcess.Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static InProcess.Ended run(Token token, String words) {
        return run(token, List.of(words.split(" ")));
    }

    private static String done(Token token, String words) {
        InProcess.Ended ended = run(token, words);
        assertThat(ended.code()).as(words + ": " + ended).isZero();
        return ended.out();
    }

    @BeforeAll
    static void open() {
        for (String words : List.of(
                "addons:enable efs",
                "apps:create mine",
                "apps:create guest",
                "apps:create other",
                "addons:create efs -a mine --name book",
                "addons:create efs -a other --name theirs",
                "addons:attach theirs -a guest --as SHARED",
                "backups:now theirs",
                "backups:now book",
                "addons:create efs -a other --name gone",
                "backups:now gone",
                "addons:destroy gone --confirm gone",
                "config:set OWN=" + SECRET + " -a mine",
                "config:set OWN=" + SECRET + " -a other",
                "drains:add https://u:" + SECRET + "@logs.example.com -a mine --name mydrain",
                "drains:add https://u:" + SECRET + "@logs.example.com -a other --name theirdrain")) {
            done(ADMIN, words);
        }
    }

    /** All that other apps have. */
    private static String others() {
        return Stream.of(
                        "apps --json",
                        "config --json -a other",
                        "releases --json -a other",
                        "addons --json -a other",
                        "backups --json -a other",
                        "drains --json -a other",
                        "backups:schedules --json -a other")
                .map(words -> done(ADMIN, words))
                .map(text -> text.replaceAll("(?s)\\{[^{}]*\"(guest|mine)\".*?\\}", ""))
                .reduce("", String::concat);
    }

    /** The command with a value for each argument; where it is another app's, that. */
    private static List<String> words(Commands.Entry entry, CommandSpec spec, String app, String addon) {
        List<String> words = new ArrayList<>(List.of(entry.name()));
        if (spec.findOption("-a") != null) {
            words.addAll(List.of("-a", app));
        }
        if (spec.findOption("--confirm") != null) {
            words.addAll(List.of("--confirm", addon));
        }
        if (spec.findOption("--json") != null) {
            words.add("--json");
        }
        for (ArgSpec argument : spec.positionalParameters()) {
            words.add(
                    switch (argument.paramLabel()) {
                        case "FILE", "PATH", "FOLDER" -> "-";
                        case "NAME=VALUE" -> "A=1";
                        case "N" -> "1";
                        case "vN" -> "v1";
                        case "SERVICE[:PLAN]" -> "efs";
                        case "BACKUP" -> addon + "/1";
                        case "DRAIN|URL", "DRAIN" -> addon + "-drain";
                        case "NEW" -> "fresh";
                        case "ACTION" -> "stats";
                        default -> addon;
                    });
        }
        return words;
    }

    private static Stream<Commands.Entry> sent() {
        return new Commands().all().stream().filter(entry -> !entry.is(Trait.STAYS) && !entry.is(Trait.REACHES));
    }

    private static CommandSpec spec(Commands.Entry entry) {
        return new Commands().make(entry, () -> null).spec();
    }

    /** An answer without the words that were typed, and what is different each time. */
    private static String plain(InProcess.Ended ended, String... typed) {
        String text = ended.code() + ended.out() + ended.err();
        for (String word : typed) {
            text = text.replace(word, "X");
        }
        return text;
    }

    @TestFactory
    Stream<DynamicTest> another_app_is_as_if_it_were_not_there() {
        String before = others();
        return sent().map(entry -> DynamicTest.dynamicTest(entry.name(), () -> {
            InProcess.Ended there = run(LIMITED, words(entry, spec(entry), "other", "theirs"));
            InProcess.Ended nowhere = run(LIMITED, words(entry, spec(entry), "nosuch", "nowhere"));
            assertThat(plain(there, "other", "theirs")).isEqualTo(plain(nowhere, "nosuch", "nowhere"));
            assertThat(others()).isEqualTo(before);
        }));
    }

    @TestFactory
    Stream<DynamicTest> what_another_app_has_is_not_found_in_its_own() {
        String before = others();
        return sent().filter(entry -> entry.is(Trait.FOR_APP))
                .filter(entry -> spec(entry).positionalParameters().stream()
                        .anyMatch(argument -> argument.paramLabel().matches("ADDON|BACKUP|ATTACHMENT|SERVICE|DRAIN.*")))
                .flatMap(entry -> Stream.of("theirs", "other::theirs", "other::EFS", "gone")
                        .map(addon -> DynamicTest.dynamicTest(entry.name() + " " + addon, () -> {
                            String absent = addon.contains("::") ? "nosuch::nowhere" : "nowhere";
                            InProcess.Ended there = run(LIMITED, words(entry, spec(entry), "mine", addon));
                            InProcess.Ended nowhere = run(LIMITED, words(entry, spec(entry), "mine", absent));
                            assertThat(plain(there, addon).replaceAll("[0-9]", ""))
                                    .isEqualTo(plain(nowhere, absent)
                                            .replaceAll("[0-9]", "")
                                            .replace("'nosuch'", "'other'"));
                            assertThat(others()).isEqualTo(before);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> what_its_apps_have_borrowed_is_its_owners() {
        String before = others();
        return sent().filter(entry -> entry.is(Trait.FOR_APP))
                .filter(entry -> spec(entry).positionalParameters().stream()
                        .anyMatch(argument -> argument.paramLabel().matches("ADDON|BACKUP")))
                .filter(entry -> !entry.name().matches("addons:(attach|promote)"))
                .map(entry -> DynamicTest.dynamicTest(entry.name(), () -> {
                    InProcess.Ended ended = run(LIMITED, words(entry, spec(entry), "guest", "theirs"));
                    assertThat(ended.code()).as(ended.toString()).isIn(3, 4);
                    assertThat(ended.out()).isEmpty();
                    assertThat(others()).isEqualTo(before);
                }));
    }

    @Test
    void what_is_borrowed_is_attached_again_and_not_passed_on() {
        InProcess.Ended passed = run(LIMITED, "addons:attach theirs -a mine --as THEIRS");
        assertThat(passed.code()).isEqualTo(3);
        assertThat(passed.err()).startsWith("Error: no add-on 'theirs' on mine\n");
        InProcess.Ended through = run(LIMITED, "addons:attach guest::SHARED -a mine --as THEIRS");
        assertThat(through.code()).isEqualTo(3);
        done(LIMITED, "addons:attach theirs -a guest --as AGAIN");
        done(LIMITED, "addons:detach AGAIN -a guest");
    }

    @Test
    void options_that_mean_more_than_one_app_need_a_token_for_all() {
        for (String words : List.of(
                "addons --all -a mine",
                "backups --all -a mine",
                "backups:schedules --all -a mine",
                "backups:drill --all -a mine",
                "backups:unschedule --all -a mine")) {
            InProcess.Ended ended = run(LIMITED, words);
            assertThat(ended.code()).as(words + ended).isEqualTo(4);
            assertThat(ended.err()).contains(" needs a token for all apps; ben is limited to guest, mine");
        }
        assertThat(run(LIMITED, "backups").err()).contains("no app given");
        assertThat(run(LIMITED, "addons:stats").err()).contains("no app given");
    }

    @Test
    void options_name_no_add_on_of_another_app() {
        for (String words : List.of(
                "backups:restore book -a mine --from theirs/1 --confirm book",
                "backups:restore book -a mine --from gone/1 --confirm book",
                "backups:restore -a mine --from book/1 --to theirs --confirm theirs")) {
            InProcess.Ended ended = run(LIMITED, words);
            assertThat(ended.code()).as(words + ended).isEqualTo(3);
        }
    }

    @Test
    void its_own_app_is_worked_with() {
        assertThat(done(LIMITED, "apps")).contains("mine", "guest").doesNotContain("other");
        assertThat(done(LIMITED, "config:get OWN -a mine")).isEqualTo(SECRET + "\n");
        done(LIMITED, "config:set MORE=1 -a mine");
        done(LIMITED, "addons:create efs -a mine --name second --as SECOND");
        done(LIMITED, "addons:rename second another -a mine");
        done(LIMITED, "backups:now another -a mine");
        assertThat(done(LIMITED, "backups another -a mine")).contains("another/1");
        done(LIMITED, "addons:destroy another -a mine --confirm another --with-backups");
        assertThat(done(LIMITED, "drains -a mine")).contains("mydrain");
        done(LIMITED, "addons -a guest");
    }

    @Test
    void an_app_is_not_renamed_since_the_limit_is_its_name() {
        InProcess.Ended ended = run(LIMITED, "apps:rename other2 -a mine");
        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.err()).contains("apps:rename needs a token for all apps; ben is limited to guest, mine");
    }

    @TestFactory
    Stream<DynamicTest> who_may_only_look_sees_no_secret() {
        Token view = token(Token.Scope.VIEW);
        String path = done(ADMIN, "config:get EFS_PATH -a mine").strip();
        assertThat(path).isNotEmpty();
        return sent().filter(entry -> entry.is(Trait.SHOWS))
                .flatMap(entry -> {
                    List<String> json = words(entry, spec(entry), "mine", "book");
                    json.replaceAll(word ->
                            entry.name().matches(".*:(plans|options|docs)") ? word.replace("book", "efs") : word);
                    List<String> text = new ArrayList<>(json);
                    text.remove("--json");
                    return Stream.of(json, text);
                })
                .map(words -> DynamicTest.dynamicTest(String.join(" ", words), () -> {
                    InProcess.Ended ended = run(view, words);
                    assertThat(ended.code()).as(ended.toString()).isZero();
                    assertThat(ended.toString()).doesNotContain(SECRET, path);
                }));
    }

    @Test
    void looking_does_not_include_to_reveal() {
        InProcess.Ended ended = run(token(Token.Scope.VIEW), "addons:info book --reveal");
        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.err()).contains("addons:info with --reveal needs a token of scope read; ben has view");
    }

    @Test
    void every_option_that_names_an_add_on_is_known() {
        List<String> labels = sent().filter(entry -> entry.is(Trait.FOR_APP))
                .flatMap(entry -> spec(entry).options().stream()
                        .filter(option -> option.paramLabel().matches("(?i).*(addon|backup|app|resource).*"))
                        .map(OptionSpec::longestName)
                        .filter(name -> !name.equals("--app") && !name.equals("--confirm"))
                        .map(name -> entry.name() + " " + name))
                .toList();
        assertThat(labels).containsExactlyInAnyOrder("backups:restore --from", "backups:restore --to");
    }
}
